import { FirstTimeAccesses } from '../../../shared/jobs/firstTimeAccesses';
import { access } from '../../support/accesses';

it('keeps of each user and resource the first access of each UTC day', () => {
  const midnight = Date.UTC(2026, 10, 28);
  const evening = access({ time: midnight - 2 });
  const morning = access({ time: midnight });
  const other = access({ time: midnight + 1, resource: 'fs01\\hr' });
  const told = new FirstTimeAccesses();
  told.add([access({ time: midnight + 5 }), evening, morning]);
  told.add([access({ time: midnight - 1 }), other, access({ time: midnight + 9, resource: 'fs01\\hr' })]);
  const all = told.all();
  expect(all).toHaveLength(3);
  expect(all).toEqual(expect.arrayContaining([evening, morning, other]));
});

it('is empty where nothing was told', () => {
  expect(new FirstTimeAccesses().all()).toEqual([]);
});
