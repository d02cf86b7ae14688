import {
  foldResource,
  foldUser,
  paddedDot,
  resolvedDeviations,
} from '../../../../shared/detectors/resourceAccess/normalization';
import { moments } from '../../../../shared/numerics/moments';

describe('folding the standardisation into vectors', () => {
  it('T-N1 test_model_standard_scaling: vectors of length rank + 2 keep it', () => {
    const roy = [1, 1, 0, 1];
    const resources = [
      [2, 2, 1, 0],
      [4, 4, 1, 0],
    ];
    const { means, standardDeviations } = moments(resources.map((resource) => paddedDot(roy, resource)));
    expect([means[0], standardDeviations[0]]).toEqual([6, 2]);
    expect([...foldUser(roy, 2, means[0]!, standardDeviations[0]!)]).toEqual([-0.5, -0.5, 3, -0.5]);
    expect(resources.map((resource) => [...foldResource(resource, 2)])).toEqual(resources);
  });

  it('T-N2 test_model_end2end: the products of folded vectors have mean 0 and standard deviation 1', () => {
    const users = Array.from({ length: 10 }, (_, i) => [i % 10, (i + 1) % 5, 0, 1]);
    const resources = Array.from({ length: 25 }, (_, i) => [i % 10, ((i + 1) % 25) / 2, 1, 0]);
    const products = (left: ArrayLike<number>[], right: ArrayLike<number>[]) =>
      left.flatMap((user) => right.map((resource) => paddedDot(user, resource)));
    const raw = moments(products(users, resources));
    expect(raw.means[0]).toBeCloseTo(30, 10);
    expect(raw.standardDeviations[0]).toBeCloseTo(22.97825, 5);
    const folded = users.map((user) => foldUser(user, 2, raw.means[0]!, raw.standardDeviations[0]!));
    const scores = products(
      folded,
      resources.map((resource) => foldResource(resource, 2)),
    );
    const { means, standardDeviations } = moments(scores);
    expect([...folded, ...resources].every(({ length }) => length === 4)).toBe(true);
    expect(scores).toHaveLength(250);
    expect(Math.abs(means[0]!)).toBeLessThan(1e-3);
    expect(Math.abs(standardDeviations[0]! - 1)).toBeLessThan(1e-3);
    expect(Math.min(...scores)).toBeLessThan(-1e-3);
    expect(Math.max(...scores)).toBeGreaterThan(1e-3);
  });

  it('extends vectors of length rank', () => {
    expect([...foldUser([1, 2], 2, 3, 2)]).toEqual([-0.5, -1, 1.5, -0.5]);
    expect([...foldResource([1, 2], 2)]).toEqual([1, 2, 1, 0]);
    expect([...foldResource([1, 2], 2, 4)]).toEqual([1, 2, 1, 4]);
    expect([...foldResource([1, 2, 1, 3], 2, 4)]).toEqual([1, 2, 1, 7]);
  });

  it('refuses to fold twice, and vectors of another length', () => {
    expect(() => foldUser(foldUser([1, 2], 2, 3, 2), 2, 3, 2)).toThrow(/standardised already/);
    expect(() => foldResource([1, 2, 0, 1], 2)).toThrow(/component 2 is not 1/);
    expect(() => foldUser([1, 2, 1], 2, 3, 2)).toThrow(/length 3, not 2 or 4/);
  });

  it('the shorter operand of the padded product goes on with ones', () => {
    expect(paddedDot([2, 3], [4, 5, 6])).toBe(2 * 4 + 3 * 5 + 6);
    expect(paddedDot([4, 5, 6], [2, 3])).toBe(2 * 4 + 3 * 5 + 6);
  });

  it('a standard deviation that float32 cannot resolve is 1', () => {
    const means = Float64Array.of(1, 2, 0, -0.9, -0.9, 0);
    const standardDeviations = Float64Array.of(0, 3, 0, 1e-8, 1e-6, 1e-12);
    const resolved = resolvedDeviations({ means, standardDeviations });
    expect(resolved.means).toBe(means);
    expect([...resolved.standardDeviations]).toEqual([1, 3, 1, 1, 1e-6, 1e-12]);
  });
});
