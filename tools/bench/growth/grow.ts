// Measured in a fresh process: trains on so many pairs as the app does by default, affinities included,
// checks and encodes the model. Answers with what each step took.

import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import { largeTenant } from '../../sample/largeTenant';
import { answerRequests } from '../answerRequests';
import { peakMegabytes } from '../peakMemory';
import type { GrowthAnswer, GrowthRequest } from './growthPoint';

function grow({ pairs }: GrowthRequest): GrowthAnswer {
  const seconds: Record<string, number> = {};
  const timed = <Result>(step: string, run: () => Result): Result => {
    const started = performance.now();
    const result = run();
    seconds[step] = (performance.now() - started) / 1000;
    return result;
  };
  const data = { total: pairs, window: null, pairs: () => largeTenant(pairs) };
  const model = timed('train', () => resourceAccess.train(data, {}));
  const quality = timed('check', () => resourceAccess.check(model, data));
  const description = { detector: resourceAccess.name, identity: null, window: null, accesses: pairs, quality };
  const bytes = timed('encode', () => resourceAccess.encode({ model, description }));
  return { seconds, peakMegabytes: peakMegabytes(), modelBytes: bytes.length, quality };
}

answerRequests(grow);
