import { scaleLinearly } from '../../../shared/numerics/linearScaling';

// SynapseML's test_scalers.py: (tenant, name, score).
const scores = Float64Array.of(500, 600, 700, 800, 900);
const tenants = Int32Array.of(0, 0, 1, 1, 2);

describe('scaleLinearly', () => {
  it('T-S1 unpartitioned to [5, 9]', () => {
    expect([...scaleLinearly(scores, 5, 9)].map(Math.trunc)).toEqual([5, 6, 7, 8, 9]);
  });

  it('T-S2 partitioned to [1, 2], a single value to the middle', () => {
    expect([...scaleLinearly(scores, 1, 2, tenants)]).toEqual([1, 2, 1, 2, 1.5]);
  });

  it('T-S6 its parameters are the range, [0, 1] by default, and the partitions', () => {
    expect([...scaleLinearly(scores)]).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });

  it('stays finite when the spread is too small or too large to divide by', () => {
    expect([...scaleLinearly(Float64Array.of(0, 5e-324), 5, 10)]).toEqual([7.5, 7.5]);
    expect([...scaleLinearly(Float64Array.of(-1.7e308, 1.7e308), 5, 10)]).toEqual([7.5, 7.5]);
  });
});
