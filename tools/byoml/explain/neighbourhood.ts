import type { AffinityScoredModel } from '../../../shared/detectors/resourceAccess/affinity/affinityAccess';
import { accessFacts } from '../../../shared/detectors/resourceAccess/affinity/explanation/accessFacts';
import { placesByContribution } from '../../../shared/detectors/resourceAccess/affinity/explanation/supportReasons';
import { nameAt } from '../../../shared/detectors/resourceAccess/nameTable';
import type { Pair } from '../../../shared/detectors/resourceAccess/trainingSet';

const mostPeers = 5;
const mostResources = 8;

/** A user among those most alike, and what they use: all by position in the lists. */
export interface Neighbourhood {
  /** The user at hand first. */
  readonly users: readonly string[];
  /** The resource at hand last. */
  readonly resources: readonly string[];
  readonly uses: readonly (readonly [user: number, resource: number])[];
  /** Whether the user at hand used the resource at hand before. */
  readonly isKnown: boolean;
}

/** The user's nearest peers, and those of the user's resources that speak most for the access, in the order of the names. */
export function neighbourhood(model: AffinityScoredModel, pair: Pair): Neighbourhood {
  const { opener, place, peers, support } = accessFacts(model, pair);
  const { leftOffsets, rightsOf } = model.affinity.graph.pairs;
  const usedBy = (user: number) =>
    user < 0 ? rightsOf.subarray(0, 0) : rightsOf.subarray(leftOffsets[user], leftOffsets[user + 1]);
  const own = usedBy(opener.user);
  const byContribution = support === null ? [...own.keys()] : placesByContribution(support.contributions);
  const usual = byContribution
    .map((position) => own[position]!)
    .filter((resource) => resource !== place.resource)
    .slice(0, mostResources)
    .sort((one, other) => one - other);
  const near = peers.slice(0, mostPeers);
  const resources = [...usual, place.resource];
  const uses = [opener.user, ...near.map(({ user }) => user)].flatMap((user, row) => {
    const used = new Set(usedBy(user));
    return resources.flatMap((resource, column) => (used.has(resource) ? [[row, column] as const] : []));
  });
  return {
    users: [pair.user, ...near.map(({ name }) => name)],
    resources: [...usual.map((resource) => nameAt(model.resources.names, resource)), pair.resource],
    uses,
    isKnown: uses.some(([user, resource]) => user === 0 && resource === usual.length),
  };
}
