import { Unknown, type Value, valueAt } from '../../tools/checkInfra/deployment/value';
import { deployed, ofType } from './deployed';

const budgets = (parameters: Readonly<Record<string, Value>>) =>
  ofType(deployed(parameters), 'Microsoft.Consumption/budgets').map(({ body }) => {
    const start = valueAt(body, 'properties', 'timePeriod', 'startDate');
    return start instanceof Unknown ? start.text : start;
  });

it('a budget begins when it is told to, and where an environment of azd does not say, this month', () => {
  expect(budgets({ budgetStartDate: '2026-11-01' })).toEqual(['2026-11-01']);
  expect(budgets({ budgetStartDate: '', currentMonth: '2026-12-01' })).toEqual(['2026-12-01']);
  expect(budgets({})).toEqual([expect.stringContaining('utcNow')]);
});

it('there is none where its amount is 0', () => {
  expect(budgets({ monthlyBudget: 0 })).toEqual([]);
});
