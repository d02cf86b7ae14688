import fc from 'fast-check';
import { sampleComplement, type TupleTable } from '../../../shared/numerics/complementSampling';
import { MersenneTwister } from '../../../shared/numerics/mersenneTwister';

const diagonal = (length: number) => Array.from({ length }, (_, i) => i);
const rowsOf = ({ columns, partitionOf }: TupleTable) =>
  Array.from(partitionOf, (partition, row) => [partition, ...columns.map((column) => column[row]!)]);
const keysOf = (table: TupleTable) => rowsOf(table).map((row) => row.join());

// SynapseML's test_complement_access.py: the diagonals (0,0)..(5,5) of t1 and (0,0)..(3,3) of t2.
const both = Int32Array.from([...diagonal(6), ...diagonal(4)]);
const tenants = Int32Array.from(both, (_, row) => (row < 6 ? 0 : 1));

describe('sampleComplement', () => {
  it('T-A1 partitioned: new, distinct pairs within the range of their tenant', () => {
    const sampled = sampleComplement([both, both], 3, new MersenneTwister(0), tenants);
    const seen = new Set(keysOf({ columns: [both, both], partitionOf: tenants }));
    const keys = keysOf(sampled);
    expect(keys.length).toBeGreaterThan(0);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter((key) => seen.has(key))).toEqual([]);
    for (const [tenant, user, resource] of rowsOf(sampled)) {
      expect(Math.max(user!, resource!)).toBeLessThanOrEqual(tenant === 0 ? 5 : 3);
      expect(Math.min(user!, resource!)).toBeGreaterThanOrEqual(0);
    }
  });

  it('T-A2 unpartitioned: new, distinct pairs within the range', () => {
    const column = Int32Array.from(diagonal(6));
    const sampled = sampleComplement([column, column], 3, new MersenneTwister(0));
    const rows = rowsOf(sampled);
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(keysOf(sampled)).size).toBe(rows.length);
    expect(rows.every(([, user, resource]) => user !== resource && user! <= 5 && resource! <= 5)).toBe(true);
  });

  it('T-A3 its parameters are the columns, the factor and the partitions; factor 0 samples nothing', () => {
    expect(rowsOf(sampleComplement([both, both], 0, new MersenneTwister(0), tenants))).toEqual([]);
    expect(rowsOf(sampleComplement([], 2, new MersenneTwister(0)))).toEqual([]);
  });

  it('samples as many as chance has it', () => {
    // (cells - seen) * (1 - (1 - 1 / cells) ^ draws), here 90 * (1 - 0.99 ^ 100) = 57.06
    const column = Int32Array.from(diagonal(10));
    const sizes = diagonal(400).map(
      (seed) => sampleComplement([column, column], 10, new MersenneTwister(seed)).partitionOf.length,
    );
    expect(sizes.reduce((sum, size) => sum + size, 0) / sizes.length).toBeCloseTo(57.06, 0);
  });

  it('any number of columns: ordered, distinct, unseen, within range, the same for the same seed', () => {
    const tuple = fc.tuple(fc.nat(2), fc.integer({ min: -3, max: 3 }), fc.nat(4), fc.nat(2));
    fc.assert(
      fc.property(fc.array(tuple, { minLength: 1, maxLength: 20 }), fc.nat(), (tuples, seed) => {
        const columns = [1, 2, 3].map((axis) => Int32Array.from(tuples, (row) => row[axis]!));
        const partitionOf = Int32Array.from(tuples, ([partition]) => partition);
        const sampled = sampleComplement(columns, 4, new MersenneTwister(seed), partitionOf);
        const rows = rowsOf(sampled);
        const ordered = rows.toSorted((a, b) => a.map((value, i) => value - b[i]!).find((d) => d !== 0) ?? 0);
        const seen = new Set(keysOf({ columns, partitionOf }));
        expect(rows).toEqual(ordered);
        expect(new Set([...seen, ...keysOf(sampled)]).size).toBe(seen.size + rows.length);
        expect(sampleComplement(columns, 4, new MersenneTwister(seed), partitionOf)).toEqual(sampled);
        for (const [partition, ...coordinates] of rows) {
          const own = tuples.filter((row) => row[0] === partition);
          coordinates.forEach((coordinate, axis) => {
            const values = own.map((row) => row[axis + 1]!);
            expect(coordinate).toBeGreaterThanOrEqual(Math.min(...values));
            expect(coordinate).toBeLessThanOrEqual(Math.max(...values));
          });
        }
      }),
    );
  });

  it('draws the same tuples for a seed in every release', () => {
    const sampled = sampleComplement([both, both], 1, new MersenneTwister(0), tenants);
    const expected = ['0,0,2', '0,3,2', '0,4,1', '0,4,3', '1,1,0', '1,1,2', '1,2,0', '1,2,1'];
    expect(keysOf(sampled)).toEqual(expected);
  });

  it('passes over partitions without rows', () => {
    const sampled = sampleComplement([both, both], 3, new MersenneTwister(0), tenants);
    const apart = sampleComplement(
      [both, both],
      3,
      new MersenneTwister(0),
      tenants.map((tenant) => 2 * tenant + 1),
    );
    expect(apart.columns).toEqual(sampled.columns);
    expect(apart.partitionOf).toEqual(sampled.partitionOf.map((tenant) => 2 * tenant + 1));
  });

  it('refuses ranges whose cells cannot be numbered', () => {
    const wide = Int32Array.of(0, 2 ** 31 - 1);
    expect(() => sampleComplement([wide, wide], 1, new MersenneTwister(0))).toThrow(/more than 2\^53/);
  });
});
