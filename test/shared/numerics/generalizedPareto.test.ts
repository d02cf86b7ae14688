import fc from 'fast-check';
import {
  excessAt,
  fitGeneralizedPareto,
  type GeneralizedPareto,
  greatestShape,
  leastShape,
  survivalOf,
} from '../../../shared/numerics/generalizedPareto';
import { type KnownDistribution, sampleOf } from './samples';

function known(distribution: GeneralizedPareto): KnownDistribution {
  return {
    name: '',
    valueAt: (probability) => excessAt(distribution, probability),
    survival: (value) => survivalOf(distribution, value),
  };
}

function fitted(distribution: GeneralizedPareto, seed: number, count = 2_500): GeneralizedPareto {
  return fitGeneralizedPareto(sampleOf(known(distribution), count, seed).sort());
}

describe('fitGeneralizedPareto', () => {
  // The greatest likelihood's standard errors for 2,500 exceedances (Smith 1987): (1 + shape) / 50 of the shape and
  // sqrt(2 (1 + shape)) / 50 of the scale's logarithm; three of them are allowed. Towards -1 they shrink to
  // nothing, and what is left is the prior's pull.
  it.each([-1, -0.7, -0.4, -0.1, 0, 0.2, 0.5, 1, 1.5])('finds a shape of %s, and the scale', (shape) => {
    for (const seed of [1, 2, 3]) {
      const fit = fitted({ shape, scale: 7 }, seed);
      expect(Math.abs(fit.shape - shape)).toBeLessThan(Math.max(0.05, 0.06 * (1 + shape)));
      expect(Math.abs(Math.log(fit.scale / 7))).toBeLessThan(Math.max(0.05, 0.06 * Math.sqrt(2 * (1 + shape))));
    }
  });

  it('finds the end of an even tail', () => {
    const { shape, scale } = fitted({ shape: -1, scale: 5 }, 4);
    expect(-scale / shape).toBeCloseTo(5, 2);
  });

  it('holds a shape out of range at its bound', () => {
    expect(fitted({ shape: -3, scale: 3 }, 1)).toMatchObject({ shape: leastShape });
    // Three quarters of its exceedances lie in the last 0.4 % before 1.
    expect(fitted({ shape: -3, scale: 3 }, 1).scale).toBeCloseTo(1, 3);
    const heavy = sampleOf(known({ shape: 4, scale: 1 }), 2_501, 1).sort();
    const fit = fitGeneralizedPareto(heavy);
    expect(fit.shape).toBe(greatestShape);
    expect(excessAt(fit, 0.5) / heavy[1_250]!).toBeCloseTo(1, 12);
  });

  it('does not depend on the unit', () => {
    const sample = sampleOf(known({ shape: 0.3, scale: 1 }), 200, 9).sort();
    const fit = fitGeneralizedPareto(sample);
    for (const unit of [2 ** -500, 2 ** 500]) {
      const other = fitGeneralizedPareto(sample.map((exceedance) => exceedance * unit));
      expect(other).toEqual({ shape: fit.shape, scale: fit.scale * unit });
    }
  });

  it('makes a distribution of any exceedances', () => {
    const exceedance = fc.double({ min: 1e-280, max: 1e300, noNaN: true });
    fc.assert(
      fc.property(fc.array(exceedance, { minLength: 2, maxLength: 100 }), (exceedances) => {
        const { shape, scale } = fitGeneralizedPareto(Float64Array.from(exceedances).sort());
        expect(shape).toBeGreaterThanOrEqual(leastShape);
        expect(shape).toBeLessThanOrEqual(greatestShape);
        expect(scale).toBeGreaterThan(0);
        expect(scale).toBeLessThan(Number.POSITIVE_INFINITY);
      }),
    );
  });
});

describe('survivalOf', () => {
  it('is that of the exponential, even and Pareto distributions', () => {
    expect(survivalOf({ shape: 0, scale: 2 }, 3)).toBeCloseTo(Math.exp(-1.5), 15);
    expect(survivalOf({ shape: -1, scale: 2 }, 0.5)).toBeCloseTo(0.75, 15);
    expect(survivalOf({ shape: -1, scale: 2 }, 2.5)).toBe(0);
    expect(survivalOf({ shape: 0.5, scale: 0.5 }, 9)).toBeCloseTo(0.01, 15);
    // Lomax: (1 + y)^-1.
    expect(survivalOf({ shape: 1, scale: 1 }, 4)).toBeCloseTo(0.2, 15);
  });

  it('passes through the exponential without a leap', () => {
    const exact = survivalOf({ shape: 0, scale: 1 }, 5);
    for (const shape of [-1e-9, -5e-324, 5e-324, 1e-9]) {
      expect(survivalOf({ shape, scale: 1 }, 5) / exact).toBeCloseTo(1, 6);
      expect(excessAt({ shape, scale: 1 }, exact)).toBeCloseTo(5, 6);
    }
  });

  it('is undone by excessAt', () => {
    const shapes = fc.double({ min: leastShape, max: greatestShape, noNaN: true });
    fc.assert(
      fc.property(shapes, fc.double({ min: 1e-9, max: 1, noNaN: true }), (shape, probability) => {
        const distribution = { shape, scale: 3 };
        expect(survivalOf(distribution, excessAt(distribution, probability)) / probability).toBeCloseTo(1, 5);
      }),
    );
  });
});
