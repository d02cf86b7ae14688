import { degree } from '../../../../numerics/bipartiteGraph';
import type { NormalEquation } from '../../../../numerics/normalEquation';
import { nameAt } from '../../nameTable';
import type { Pair } from '../../trainingSet';
import { type AffinityScoredModel, locate, scoringOf } from '../affinityAccess';
import type { AffinityModel } from '../affinityModel';
import { LikenessMeter } from '../likenessMeter';
import { resourceNameOf } from '../resourceName';
import type { Opener, ResourcePlace } from '../signalMeter';
import type { UsageGraph } from '../usageGraph';
import { type FactorSupport, factorSupport, sumOfProducts } from './factorSupport';
import { nearestUsers } from './nearestUsers';
import { type SimilarResource, similarResource } from './similarResource';

/** So many of the nearest users are a user's peers. */
export const mostPeers = 20;

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

/** What a model knows of an access, beside its score: what explanations are made of. */
export interface AccessFacts {
  readonly opener: Opener;
  readonly place: ResourcePlace;
  /** Whether the resource's name tells a server. */
  readonly hasServer: boolean;
  readonly hasUsedServer: boolean;
  /** Whether the user was first seen in the last days of training, or was not seen at all. */
  readonly isNewUser: boolean;
  /** Users of the resource, of its server, and of the tenant. */
  readonly resourceUsers: number;
  readonly serverUsers: number;
  readonly tenantUsers: number;
  /** The most alike first, at most {@link mostPeers}. */
  readonly peers: readonly Peer[];
  /**
   * How much more like the resource's users the user is than two users drawn at random are like each other: 1 for no
   * more; Infinity where those are not alike at all.
   */
  readonly likenessToUsers: number;
  readonly similar: SimilarResource | null;
  /** Null where user or resource is unknown, or the equations of the factors are not kept. */
  readonly support: FactorSupport | null;
}

/** What is computed once a model, on the first access explained. */
interface Explaining {
  readonly meter: LikenessMeter;
  /** Sums over the items that a tenant was factorised with, by tenant; -1 stands for all. */
  readonly grams: Map<number, NormalEquation>;
}

const explainings = new WeakMap<AffinityModel, Explaining>();

function explainingOf({ affinity }: AffinityScoredModel): Explaining {
  let explaining = explainings.get(affinity);
  if (explaining === undefined) {
    explaining = { meter: new LikenessMeter(affinity.graph), grams: new Map() };
    explainings.set(affinity, explaining);
  }
  return explaining;
}

/** @param pair names of an access, as the model's reader names them; unknown ones are fine */
export function accessFacts(model: AffinityScoredModel, pair: Pair): AccessFacts {
  const { opener, place } = locate(model, pair);
  const { graph, habits } = model.affinity;
  const { pairs, servers } = graph;
  const { server } = place;
  const isKnownUser = opener.user >= 0;
  return {
    opener,
    place,
    hasServer: resourceNameOf(pair.resource).server !== '',
    hasUsedServer: isKnownUser && uses(servers.graph, opener.user, server),
    isNewUser: isKnownUser ? habits.users.isNew[opener.user] === 1 : true,
    resourceUsers: place.resource < 0 ? 0 : degree(pairs.rightOffsets, place.resource),
    serverUsers: server < 0 ? 0 : degree(servers.graph.rightOffsets, server),
    tenantUsers: (graph.userStarts[opener.tenant + 1] ?? 0) - (graph.userStarts[opener.tenant] ?? 0),
    peers: peersOf(model, opener, place),
    likenessToUsers: likenessToUsers(model, opener, place),
    similar: similarResource(pairs, opener.user, place.resource),
    support: supportOf(model, opener, place),
  };
}

function peersOf(model: AffinityScoredModel, { tenant, user }: Opener, place: ResourcePlace): Peer[] {
  const { graph } = model.affinity;
  const stranger = strangerOf(model, tenant);
  return nearestUsers(graph.pairs, explainingOf(model).meter, user, mostPeers)
    .filter(({ likeness }) => likeness > stranger)
    .map((near) => ({
      ...near,
      name: nameAt(model.users.names, near.user),
      usesResource: uses(graph.pairs, near.user, place.resource),
      usesServer: uses(graph.servers.graph, near.user, place.server),
    }));
}

/** Mean likeness of two users of a tenant drawn at random. */
function strangerOf(model: AffinityScoredModel, tenant: number): number {
  return model.affinity.habits.tenants.likeness[tenant] ?? 0;
}

function likenessToUsers(model: AffinityScoredModel, opener: Opener, { resource }: ResourcePlace): number {
  const stranger = strangerOf(model, opener.tenant);
  const { meter } = explainingOf(model);
  meter.turnTo(opener.user);
  const { mean } = meter.toUsersOf(model.affinity.graph.pairs, resource, stranger);
  if (mean === stranger) return 1;
  return mean / stranger;
}

function supportOf(model: AffinityScoredModel, { tenant, user }: Opener, { resource }: ResourcePlace) {
  const { alpha, regularization, rank, lowValue, highValue } = model.parameters;
  // Only of implicit feedback are the ratings those of the graph's pairs.
  if (alpha === null || user < 0 || resource < 0) return null;
  return factorSupport(
    {
      pairs: model.affinity.graph.pairs,
      factors: scoringOf(model).usage.factors,
      rank,
      regularization,
      alpha,
      ratings: { least: lowValue ?? 0, greatest: highValue ?? Number.POSITIVE_INFINITY },
      gram: gramOf(model, tenant),
    },
    user,
    resource,
  );
}

function gramOf(model: AffinityScoredModel, tenant: number): NormalEquation {
  const { grams } = explainingOf(model);
  const { separateTenants, rank } = model.parameters;
  const { resourceStarts } = model.affinity.graph;
  const key = separateTenants ? tenant : -1;
  let gram = grams.get(key);
  if (gram === undefined) {
    const from = separateTenants ? resourceStarts[tenant]! : 0;
    const to = separateTenants ? resourceStarts[tenant + 1]! : resourceStarts.at(-1)!;
    gram = sumOfProducts(model.resources.factors, rank, from, to);
    grams.set(key, gram);
  }
  return gram;
}

function uses({ leftOffsets, rightsOf }: UsageGraph['pairs'], user: number, right: number): boolean {
  return right >= 0 && rightsOf.subarray(leftOffsets[user], leftOffsets[user + 1]).includes(right);
}
