import { moments } from '../../../shared/numerics/moments';
import { scaleToStandard } from '../../../shared/numerics/standardScaling';

// SynapseML's test_scalers.py: (tenant, name, score).
const scores = Float64Array.of(500, 600, 700, 800, 900);
const tenants = Int32Array.of(0, 0, 1, 1, 2);

describe('scaleToStandard', () => {
  it('T-S3 unpartitioned: mean 0, standard deviation 1', () => {
    const { means, standardDeviations } = moments(scaleToStandard(scores, 1));
    expect(means[0]).toBe(0);
    expect(standardDeviations[0]).toBeCloseTo(1, 4);
  });

  it('T-S4 partitioned: each tenant -1 and 1, a single value 0', () => {
    expect([...scaleToStandard(scores, 1, tenants)]).toEqual([-1, 1, -1, 1, 0]);
  });

  it('T-S5 its parameters are the coefficient, 1 by default, and the partitions', () => {
    expect([...scaleToStandard(scores, 3, tenants)]).toEqual([-3, 3, -3, 3, 0]);
    expect(scaleToStandard(scores)).toEqual(scaleToStandard(scores, 1));
  });
});

describe('moments', () => {
  it('equal values deviate by exactly 0', () => {
    expect(moments(new Float64Array(1000).fill(0.1)).standardDeviations[0]).toBe(0);
  });
});
