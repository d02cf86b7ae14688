import {
  between,
  happens,
  logNormal,
  pickSome,
  weightedPick,
  wholeBetween,
  wholeOfMean,
} from '../../../tools/company/draws';
import { Random } from '../../../tools/sample/random';

const many = 20_000;
const draw = <Value>(make: (random: Random) => Value) => {
  const random = new Random('draws');
  return Array.from({ length: many }, () => make(random));
};
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

it('happens as often as it is likely', () => {
  expect(mean(draw((random) => Number(happens(0.3, random))))).toBeCloseTo(0.3, 1);
});

it('draws from all of a range and from nowhere else', () => {
  expect(new Set(draw((random) => wholeBetween({ least: 3, most: 6 }, random)))).toEqual(new Set([3, 4, 5, 6]));
  const numbers = draw((random) => between({ least: 2, most: 4 }, random));
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(2);
  expect(Math.max(...numbers)).toBeLessThan(4);
  expect(mean(numbers)).toBeCloseTo(3, 1);
});

it('rounds to the whole numbers next to a mean so that they have it', () => {
  const numbers = draw((random) => wholeOfMean(1.25, random));
  expect(new Set(numbers)).toEqual(new Set([1, 2]));
  expect(mean(numbers)).toBeCloseTo(1.25, 1);
});

it('draws log-normal numbers of median 1, whose logarithms have the spread for standard deviation', () => {
  const logarithms = draw((random) => Math.log(logNormal(0.8, random)));
  expect(mean(logarithms)).toBeCloseTo(0, 1);
  expect(Math.sqrt(mean(logarithms.map((value) => value ** 2)))).toBeCloseTo(0.8, 1);
});

it('picks different items, and all of them where more are asked for', () => {
  const random = new Random('some');
  expect(new Set(pickSome(3, [1, 2, 3, 4, 5], random)).size).toBe(3);
  expect(pickSome(9, [1, 2, 3], random).sort()).toEqual([1, 2, 3]);
  expect(pickSome(-1, [1, 2, 3], random)).toEqual([]);
});

it('picks items in proportion to their weights', () => {
  const pick = weightedPick(['a', 'b', 'c'], (item) => ({ a: 1, b: 2, c: 7 })[item]!);
  const picked = draw(pick);
  const part = (item: string) => picked.filter((each) => each === item).length / many;
  expect(part('a')).toBeCloseTo(0.1, 2);
  expect(part('b')).toBeCloseTo(0.2, 2);
  expect(part('c')).toBeCloseTo(0.7, 2);
});
