import fc from 'fast-check';
import { evenSample } from '../../../shared/numerics/evenSample';

it('is all of few items, and of many as many as wanted, ascending and as far apart as they can be', () => {
  fc.assert(
    fc.property(fc.nat(500), fc.integer({ min: 1, max: 80 }), (length, count) => {
      const items = Int32Array.from({ length }, (_, i) => i);
      const sample = [...evenSample(items, count)];
      if (length <= count) return expect(sample).toEqual([...items]);
      // A step that is no whole number may round to one item more.
      expect(Math.abs(sample.length - count)).toBeLessThanOrEqual(1);
      const steps = sample.slice(1).map((item, i) => item - sample[i]!);
      for (const step of steps) expect(Math.abs(step - length / count)).toBeLessThan(1 + 1e-9);
    }),
  );
});
