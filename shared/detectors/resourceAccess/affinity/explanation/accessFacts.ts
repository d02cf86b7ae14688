import { degree, hasEdge } from '../../../../numerics/bipartiteGraph';
import type { Pair } from '../../trainingSet';
import { type AffinityScoredModel, type LocatedAccess, locate } from '../affinityAccess';
import type { SimilarResource } from '../likenessMeter';
import { resourceNameOf } from '../resourceName';
import { explainingOf, likenessOfStrangers } from './explaining';
import type { FactorSupport } from './factorSupport';
import { modelSupport } from './modelSupport';
import { type Peer, peersOf } from './peers';

/** What a model knows of an access, beside its score: what explanations are made of. */
export interface AccessFacts extends LocatedAccess {
  /** Whether the resource's name tells a server. */
  readonly hasServer: boolean;
  readonly hasUsedServer: boolean;
  /** Whether the user was first seen in the last days of training, or was not seen at all. */
  readonly isNewUser: boolean;
  /** Users of the resource, of its server, and of the tenant. */
  readonly resourceUsers: number;
  readonly serverUsers: number;
  readonly tenantUsers: number;
  readonly peers: readonly Peer[];
  /**
   * How much more like the resource's users the user is than two users drawn at random are like each other: 1 for no
   * more; Infinity where those are not alike at all.
   */
  readonly likenessToUsers: number;
  readonly similar: SimilarResource | null;
  readonly support: FactorSupport | null;
}

/** @param pair names of an access, as the model's reader names them; unknown ones are fine */
export function accessFacts(model: AffinityScoredModel, pair: Pair): AccessFacts {
  const located = locate(model, pair);
  const { opener, place } = located;
  const { graph, habits } = model.affinity;
  const { pairs, servers } = graph;
  return {
    ...located,
    hasServer: resourceNameOf(pair.resource).server !== '',
    hasUsedServer: hasEdge(servers.graph, opener.user, place.server),
    isNewUser: opener.user < 0 || habits.users.isNew[opener.user] === 1,
    resourceUsers: place.resource < 0 ? 0 : degree(pairs.rightOffsets, place.resource),
    serverUsers: place.server < 0 ? 0 : degree(servers.graph.rightOffsets, place.server),
    tenantUsers: (graph.userStarts[opener.tenant + 1] ?? 0) - (graph.userStarts[opener.tenant] ?? 0),
    peers: peersOf(model, located),
    ...similarities(model, located),
    support: modelSupport(model, located),
  };
}

function similarities(model: AffinityScoredModel, { opener, place }: LocatedAccess) {
  const stranger = likenessOfStrangers(model, opener.tenant);
  const { meter } = explainingOf(model);
  meter.turnTo(opener.user);
  const { mean } = meter.toUsersOf(model.affinity.graph.pairs, place.resource, stranger);
  const likenessToUsers = mean === stranger ? 1 : mean / stranger;
  return { likenessToUsers, similar: meter.mostSimilarResource(place.resource) };
}
