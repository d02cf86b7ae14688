import { factorsOfNewcomer } from '../../../../../shared/detectors/resourceAccess/affinity/newcomerFactors';
import { tabulatePairs } from '../../../../../shared/detectors/resourceAccess/trainingSet';
import { pairs, usageOf } from './tables';

const table = tabulatePairs(pairs('a-x b-x b-y c-z'));
const plain = usageOf(table);
const users = Float32Array.of(1, 0, 0.5, 0.25, 0, 1);
const usage = { ...plain, rank: 2, factors: { ...plain.factors, users } };
const [x, y, z] = ['x', 'y', 'z'].map((name) => table.resources.values.indexOf(name)) as [number, number, number];

it('are those of the users of what a newcomer opened, with one user more and two resources more of no factors', () => {
  // (a + b) / 3 of x, a third of that with two resources more.
  expect([...factorsOfNewcomer(usage, [x])!]).toEqual([expect.closeTo(1.5 / 9, 6), expect.closeTo(0.25 / 9, 6)]);
  const [first, second] = factorsOfNewcomer(usage, [x, y])!;
  expect(first).toBeCloseTo((1.5 / 3 + 0.5 / 2) / 4, 6);
  expect(second).toBeCloseTo((0.25 / 3 + 0.25 / 2) / 4, 6);
});

it('come nearer to those of the others the more of theirs is opened', () => {
  const lengthOf = (opened: readonly number[]) => factorsOfNewcomer(usage, opened)![1]!;
  expect(lengthOf([z, z, z])).toBeGreaterThan(lengthOf([z]));
  expect(lengthOf([z, z, z])).toBeLessThan(1);
});

it('are of at most 64 users of a resource, evenly spaced', () => {
  const wide = tabulatePairs(pairs(Array.from({ length: 640 }, (_, i) => `u${1000 + i}-x`).join(' ')));
  const ofMany = usageOf(wide);
  const ascending = {
    ...ofMany,
    rank: 1,
    factors: { ...ofMany.factors, users: Float32Array.from({ length: 640 }, (_, i) => i) },
  };
  // The mean of 0, 10, 20 … 630, as if there were 65, a third of it.
  expect(factorsOfNewcomer(ascending, [0])![0]).toBeCloseTo((64 * 315) / 65 / 3, 2);
});

it('are null where nothing was opened', () => {
  expect(factorsOfNewcomer(usage, [])).toBeNull();
});
