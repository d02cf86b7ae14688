import { hasEdge } from '../../../../numerics/bipartiteGraph';
import { nameAt } from '../../nameTable';
import type { AffinityScoredModel, LocatedAccess } from '../affinityAccess';
import { explainingOf, likenessOfStrangers } from './explaining';
import { nearestUsers } from './nearestUsers';

/** So many of the nearest users are a user's peers. */
const mostPeers = 20;

/** One of the users most like the one who opens something, and more like them than two users drawn at random are. */
export interface Peer {
  /** Position in the model. */
  readonly user: number;
  readonly name: string;
  /** Above 0 and at most 1. */
  readonly likeness: number;
  readonly usesResource: boolean;
  readonly usesServer: boolean;
}

/** The most alike first, at most 20. */
export function peersOf(model: AffinityScoredModel, { opener, place }: LocatedAccess): Peer[] {
  const { pairs, servers } = model.affinity.graph;
  const stranger = likenessOfStrangers(model, opener.tenant);
  return nearestUsers(pairs, explainingOf(model).meter, opener.user, mostPeers)
    .filter(({ likeness }) => likeness > stranger)
    .map((near) => ({
      ...near,
      name: nameAt(model.users.names, near.user),
      usesResource: hasEdge(pairs, near.user, place.resource),
      usesServer: hasEdge(servers.graph, near.user, place.server),
    }));
}
