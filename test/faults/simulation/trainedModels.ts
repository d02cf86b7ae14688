import type { Explanation, Score } from '../../../shared/detectors/detector';
import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import { defaultIdentityRules } from '../../../shared/events/identity';
import { sha256 } from '../../../shared/storage/modelStore';
import { Random } from '../../../tools/sample/random';
import { company } from './workload';

/** A model as it is published, and what it says of an access. */
export interface TrainedModel {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly score: Judge;
}

/** What is said of an access, by its user and resource. */
export type Judge = (user: string, resource: string) => Score & Explanation;

const { tenant } = company;

export const judgedWithoutModel: Judge = judgeBy(undefined);

/** Models of the same company from different days; each is trained once in a process. */
export const trainedModels: readonly TrainedModel[] = [1, 2, 3, 4].map(trainedModel);

function trainedModel(seed: number): TrainedModel {
  const random = new Random(`model ${seed}`);
  const memory = resourceAccess.remember();
  const { accounts, shares } = company;
  for (const [index, account] of accounts.entries()) {
    for (const [place, { computer, share }] of shares.entries()) {
      if (index % 3 !== place % 3 && random.next() < 0.8) continue;
      const resource = `${computer}\\${share}`.toLowerCase();
      const time = Date.UTC(2026, 10, 18 + random.below(3), 9);
      const rest = { time, computer, shareName: share, ipAddress: '', itemId: '', truncated: false };
      for (let times = 1 + random.below(6); times > 0; times--) {
        memory.add({ tenant, user: account.toLowerCase(), resource, ...rest });
      }
    }
  }
  const model = resourceAccess.train(memory, { scorer: 'accessAnomaly', rank: 3, iterations: 3, seed });
  const description = {
    detector: resourceAccess.name,
    identity: defaultIdentityRules,
    window: memory.window,
    accesses: memory.total,
    quality: {},
  };
  const bytes = resourceAccess.encode({ model, description });
  const decoded = resourceAccess.decode(bytes, 'trained');
  return {
    bytes,
    sha256: sha256(bytes),
    score: judgeBy(decoded.model),
  };
}

function judgeBy(model: Parameters<typeof resourceAccess.score>[0]): Judge {
  return (user, resource) => {
    const access = { tenant, user, resource };
    const score = resourceAccess.score(model, access);
    return { ...score, ...resourceAccess.explain(model, access, score) };
  };
}
