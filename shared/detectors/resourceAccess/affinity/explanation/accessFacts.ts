import { degree, hasEdge } from '../../../../numerics/bipartiteGraph';
import { scoreCount } from '../../../../numerics/tailCalibration';
import type { Pair } from '../../trainingSet';
import { type AffinityScoredModel, type LocatedAccess, locate } from '../affinityAccess';
import type { SimilarResource } from '../likenessMeter';
import { resourceNameOf } from '../resourceName';
import { explainingOf } from './explaining';
import type { FactorSupport } from './factorSupport';
import { modelSupport } from './modelSupport';
import { type OtherUsers, otherUsers } from './otherUsers';
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
  readonly others: OtherUsers;
  readonly similar: SimilarResource | null;
  readonly support: FactorSupport | null;
  /** How many legitimate accesses the score was compared with; infinity where they are very many. */
  readonly comparedWith: number;
}

/** @param pair names of an access, as the model's reader names them; unknown ones are fine */
export function accessFacts(model: AffinityScoredModel, pair: Pair): AccessFacts {
  const located = locate(model, pair);
  const { opener, place } = located;
  const { graph, habits, expectations } = model.affinity;
  const expectation = expectations[opener.tenant];
  const { pairs, servers } = graph;
  const peers = peersOf(model, located);
  const { meter } = explainingOf(model);
  meter.turnTo(opener.user);
  return {
    ...located,
    hasServer: resourceNameOf(pair.resource).server !== '',
    hasUsedServer: hasEdge(servers.graph, opener.user, place.server),
    isNewUser: opener.user < 0 || habits.users.isNew[opener.user] === 1,
    resourceUsers: place.resource < 0 ? 0 : degree(pairs.rightOffsets, place.resource),
    serverUsers: place.server < 0 ? 0 : degree(servers.graph.rightOffsets, place.server),
    tenantUsers: (graph.userStarts[opener.tenant + 1] ?? 0) - (graph.userStarts[opener.tenant] ?? 0),
    peers,
    others: otherUsers(model, located, peers),
    similar: meter.mostSimilarResource(place.resource),
    support: modelSupport(model, located),
    comparedWith: expectation === undefined ? 0 : scoreCount(expectation.accesses),
  };
}
