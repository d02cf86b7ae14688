import type { measureColdStart } from '../../../tools/bench/coldStart';

/** As it is built, because it starts processes of what is built beside it. */
const built: { measureColdStart: typeof measureColdStart } = require('../../../dist/tools/bench/coldStart');

it('a new process of either app loads, scores its first batch and delivers what is found', async () => {
  const { bundled, unbundled } = await built.measureColdStart({ runs: 1 });
  for (const times of [bundled, unbundled]) {
    expect(times.beganMilliseconds).toBeLessThan(times.loadedMilliseconds);
    expect(times.loadedMilliseconds).toBeLessThan(times.firstBatchMilliseconds);
    expect(times.processorMilliseconds).toBeGreaterThan(0);
  }
});
