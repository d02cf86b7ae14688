import type { ResourceAccessModel } from '../../../shared/detectors/resourceAccess/affinity/affinityModel';
import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import type { ScorerName } from '../../../shared/detectors/resourceAccess/parameters';
import type { TrainingPair } from '../../../shared/detectors/resourceAccess/trainingSet';
import { defaultIdentityRules } from '../../../shared/events/identity';
import type { Random } from '../../sample/random';
import { tenantId } from '../reading/commonColumns';
import { accountOf, shareOf } from '../reading/securityEventRows';
import { skewed } from '../skewed';

/** How large a model is, and what it learns from: every user uses so many resources. */
export interface ModelSize {
  readonly users: number;
  readonly resources: number;
  readonly resourcesOfUser: number;
}

/** Trains a model of these sizes, rank 10, in few iterations: how good it is does not matter here. */
export function trainModel(
  size: ModelSize,
  scorer: ScorerName,
): { readonly model: ResourceAccessModel; readonly bytes: Uint8Array } {
  const data = { total: size.users * size.resourcesOfUser, window: null, pairs: () => pairsOf(size) };
  const model = resourceAccess.train(data, { scorer, iterations: 2 });
  const { name: detector } = resourceAccess;
  const description = { detector, identity: defaultIdentityRules, window: null, accesses: data.total, quality: {} };
  return { model, bytes: resourceAccess.encode({ model, description }) };
}

const lookbackDays = 30;

/** The pairs it learns from, first seen on one or another day of the window. */
export function* pairsOf({ users, resources, resourcesOfUser }: ModelSize): Generator<TrainingPair> {
  for (let user = 0; user < users; user++) {
    const account = accountOf(user).toLowerCase();
    for (let turn = 0; turn < resourcesOfUser; turn++) {
      const { computer, name } = shareOf(resourceOf(user, turn, resources));
      const likelihood = 1 + (turn % 10);
      const firstDay = (user * 31 + turn * 17) % lookbackDays;
      yield { tenant: tenantId, user: account, resource: `${computer}\\${name}`.toLowerCase(), likelihood, firstDay };
    }
  }
}

/** The resource a user uses in a turn: half of them near others of the user's, half anywhere. */
function resourceOf(user: number, turn: number, resources: number): number {
  return turn % 2 === 0 ? (user * 7 + turn) % resources : (user * 104_729 + turn * 7_919) % resources;
}

const strangers = 0.02;

/** Draws who uses what in a row to read or score: busy users more often, what was learned from, now and then anything. */
export function drawPair({ users, resources, resourcesOfUser }: ModelSize) {
  return (random: Random) => {
    const user = skewed(random, users);
    if (random.next() < strangers) return { user, resource: random.below(resources) };
    return { user, resource: resourceOf(user, skewed(random, resourcesOfUser), resources) };
  };
}
