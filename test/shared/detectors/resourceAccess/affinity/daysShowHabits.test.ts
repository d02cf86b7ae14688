import { daysShowHabits } from '../../../../../shared/detectors/resourceAccess/affinity/daysShowHabits';
import { tabulatePairs } from '../../../../../shared/detectors/resourceAccess/trainingSet';

/** 200 held-out pairs of which so many come again, beside one that is not held out and does. */
function show(recurring: number, isTimed = true): boolean {
  const pairs = Array.from({ length: 201 }, (_, i) => ({
    tenant: '0',
    user: `u${1000 + i}`,
    resource: 'x',
    likelihood: 1,
    firstDay: 1,
    returnDay: i < recurring || i === 200 ? 2 : -1,
  }));
  const isHeldOut = new Uint8Array(201).fill(1, 0, 200);
  return daysShowHabits(tabulatePairs(pairs), { isHeldOut, count: 200, isTimed, days: [8] });
}

it('is so from one in a hundred held-out pairs on that come again', () => {
  expect([0, 1, 2, 3, 200].map((recurring) => show(recurring))).toEqual([false, false, true, true, true]);
});

it('is not so where pairs carry no time', () => {
  expect(show(200, false)).toBe(false);
});
