import { MersenneTwister } from '../../../shared/numerics/mersenneTwister';

const draw = <T>(count: number, next: () => T) => Array.from({ length: count }, next);

describe('MersenneTwister', () => {
  // CPython: random.Random(42).getrandbits(32), five times; random.Random(42).randint(0, 99), ten times.
  it('draws the bits of Python', () => {
    const random = new MersenneTwister(42);
    expect(draw(5, () => random.nextUint32())).toEqual([2746317213, 478163327, 107420369, 3184935163, 1181241943]);
  });

  it('draws the integers of Python', () => {
    const random = new MersenneTwister(42);
    expect(draw(10, () => random.integerBetween(0, 99))).toEqual([81, 14, 3, 94, 35, 31, 28, 17, 94, 13]);
  });

  it('ignores the sign of the seed and takes more than 32 bits of it', () => {
    const first = (seed: number) => new MersenneTwister(seed).nextUint32();
    expect(first(-42)).toBe(first(42));
    expect(first(42 + 2 ** 32)).toBe(2426348607);
    expect(first(Number.MAX_SAFE_INTEGER)).toBe(404802386);
  });

  it('a range of one consumes draws, as in Python', () => {
    const random = new MersenneTwister(42);
    expect(random.integerBelow(1)).toBe(0);
    expect(random.nextUint32()).not.toBe(2746317213);
  });
});
