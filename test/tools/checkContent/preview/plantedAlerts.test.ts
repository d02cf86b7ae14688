import type { Access } from '../../../../shared/events/access';
import { plantedAlerts } from '../../../../tools/checkContent/preview/plantedAlerts';

const planted = [{ user: 'alice', resource: 'fs\\hr', time: Date.parse('2026-11-28T23:30:00Z') } as Access];

it('an alert of an access is of its pair; one of a day or a burst, of the user and day', () => {
  const access = { User: 'alice', Resource: 'fs\\hr', TimeStamp: '2026-11-27T08:00:00.000Z' };
  const day = { User: 'alice', Resource: 'fs\\it', ShareCount: 3, TimeStamp: '2026-11-28T08:00:00.000Z' };
  const burst = { User: 'alice', ShareCount: 3, Began: '2026-11-28T08:00:00.000Z' };
  const others = [
    { ...access, Resource: 'fs\\it' },
    { ...access, User: 'bob' },
    { ...day, TimeStamp: '2026-11-29T00:10:00.000Z' },
    { ...burst, User: 'bob' },
  ];
  expect(plantedAlerts([access, day, burst, ...others], planted)).toBe(3);
});
