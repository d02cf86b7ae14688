import { createHash } from 'node:crypto';
import { trainAccessAnomaly } from '../../../../shared/detectors/resourceAccess/accessAnomaly';
import { resourceAccess } from '../../../../shared/detectors/resourceAccess/detector';
import { encodeModel } from '../../../../shared/detectors/resourceAccess/modelFile';
import { LeastSquaresKernel } from '../../../../shared/numerics/nonNegative/leastSquaresKernel';

const pairs = Array.from({ length: 12_000 }, (_, at) => ({
  tenant: `tenant ${at % 2}`,
  user: `user ${(at * 7919) % 601}`,
  resource: `resource ${(at * 104_729 + ((at / 601) | 0) * 13) % 211}`,
  likelihood: 1 + (at % 5),
}));

function hashOfModel(threads: number): string {
  // Enough work for threads to be started.
  const model = trainAccessAnomaly(pairs, { rank: 64, iterations: 25 }, [], { threads });
  return createHash('sha256').update(encodeModel(model, {})).digest('hex');
}

it('the model has the same hash with one thread or two, and without the kernel', () => {
  const solve = jest.spyOn(LeastSquaresKernel.prototype, 'solve');
  const hash = hashOfModel(1);
  expect(solve).toHaveBeenCalledTimes(50);
  expect(hashOfModel(2)).toBe(hash);
  const isSupported = jest.spyOn(LeastSquaresKernel, 'isSupported', 'get').mockReturnValue(false);
  expect(hashOfModel(1)).toBe(hash);
  expect(solve).toHaveBeenCalledTimes(100);
  isSupported.mockRestore();
  solve.mockRestore();
});

it('a model of affinities has the same hash with one thread or two', () => {
  const timed = pairs.map((pair, at) => ({ ...pair, firstDay: 20_000 + (at % 30) }));
  const data = { total: timed.length, window: null, pairs: () => timed };
  const hashOf = (threads: number) => {
    const model = resourceAccess.train(data, { rank: 64, iterations: 5 }, [], { threads });
    expect(model.affinity!.isTimed).toBe(true);
    return createHash('sha256').update(encodeModel(model)).digest('hex');
  };
  expect(hashOf(2)).toBe(hashOf(1));
}, 60_000);
