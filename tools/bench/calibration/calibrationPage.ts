import { binomialEstimate } from '../../../shared/evaluation/figures/binomialInterval';
import { markdownTable } from '../table';
import type { ObservedCompany } from './observedCompany';
import { addDays, type LevelCounts, levels, type ObservedDay } from './observedDay';

export interface Calibration {
  readonly dailyBudget: number;
  readonly companies: readonly ObservedCompany[];
}

const daysOfWeek = 7;

/** The observed shares and numbers beside those that p-values promise, as a Markdown page. */
export function calibrationPage({ dailyBudget, companies }: Calibration): string {
  const parts = [
    { name: 'nightly', daysOf: ({ nightly }: ObservedCompany) => nightly },
    { name: 'contaminated', daysOf: ({ contaminated }: ObservedCompany) => contaminated },
    ...Array.from({ length: weeksOf(companies) }, (_, week) => ({
      name: `stale, week ${week + 1}`,
      daysOf: ({ stale }: ObservedCompany) => stale.slice(daysOfWeek * week, daysOfWeek * (week + 1)),
    })),
  ];
  const rows = parts.map(({ name, daysOf }) => ({ name, sum: addDays(companies.flatMap(daysOf)) }));
  const shares = (of: (day: ObservedDay) => LevelCounts) =>
    markdownTable(
      ['', 'how many', ...levels.map((level) => `p ≤ ${level}`)],
      rows.map(({ name, sum }) => [name, String(of(sum).count), ...sharesOf(of(sum))]),
    );
  const byCompany = markdownTable(
    ['company', 'how many', ...levels.map((level) => `p ≤ ${level}`)],
    companies.map(({ seed, nightly }) => {
      const { accesses } = addDays(nightly);
      return [String(seed), String(accesses.count), ...sharesOf(accesses)];
    }),
  );
  const findings = markdownTable(
    ['', 'accesses a day', 'cases a day'],
    [
      ['budget', String(dailyBudget), String(dailyBudget)],
      ...parts.map(({ name, daysOf }) => {
        const perDay = (of: (day: ObservedDay) => number) =>
          spreadText(companies.map(daysOf).map((days) => of(addDays(days)) / days.length));
        return [name, perDay(({ accessFindings }) => accessFindings), perDay(({ caseFindings }) => caseFindings)];
      }),
    ],
  );
  return `# Calibration

Legitimate accesses of ${companies.length} invented companies to pairs that are new on their day. *nightly*: by a model of the last 30
days, trained anew every night of a week on what is legitimate. *contaminated*: the same, on the planted anomalies of the
days before, too. *stale*: by the model of the first night, for four weeks. In brackets the interval of 95 % of a binomial
share, which takes accesses as independent.

## Shares of legitimate first-time accesses, all companies

${shares(({ accesses }) => accesses)}
## Shares of users' days with a first-time access, all companies

${shares(({ userDays }) => userDays)}
## Shares of legitimate first-time accesses by the models of the night before, company by company

${byCompany}
## Findings a day of what is legitimate, mean over companies [lowest highest]

${findings}`;
}

function weeksOf([first]: readonly ObservedCompany[]): number {
  return Math.floor((first?.stale.length ?? 0) / daysOfWeek);
}

function sharesOf({ count, atMost }: LevelCounts): string[] {
  return atMost.map((observed) => {
    const { value, low, high } = binomialEstimate(observed, count);
    return `${value.toPrecision(2)} [${low.toPrecision(2)} ${high.toPrecision(2)}]`;
  });
}

function spreadText(values: readonly number[]): string {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return `${mean.toFixed(1)} [${Math.min(...values).toFixed(1)} ${Math.max(...values).toFixed(1)}]`;
}
