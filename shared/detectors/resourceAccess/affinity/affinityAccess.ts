import { hasEdge } from '../../../numerics/bipartiteGraph';
import { isBeyondFew, lowestScore, pValue } from '../../../numerics/tailCalibration';
import type { AccessGroup, DayScore, Score, WritingRule } from '../../detector';
import { findName, findTenantName } from '../findName';
import { isKnownPair } from '../knownPairs';
import type { Reason } from '../model';
import type { Pair } from '../trainingSet';
import type { AffinityModel, ResourceAccessModel } from './affinityModel';
import { AffinityScorer } from './affinityScorer';
import { resourceNameOf } from './resourceName';
import { type Opener, placeOf, type ResourcePlace } from './signalMeter';
import type { Usage } from './usage';
import { UserDay } from './userDay';

/** A model whose scores are affinities. */
export type AffinityScoredModel = ResourceAccessModel & { readonly affinity: AffinityModel };

export function isAffinityScored(model: ResourceAccessModel): model is AffinityScoredModel {
  return model.affinity !== undefined;
}

/**
 * Where accesses carry no time nobody knows how many a day there are: one first-time access in a hundred is written, and
 * what is stranger than all where there are too few to tell.
 */
const untimedRate = 0.01;

interface Scoring {
  readonly usage: Usage;
  readonly scorer: AffinityScorer;
}

const scorings = new WeakMap<AffinityModel, Scoring>();

/** What scores by a model; made once, on the first access that needs it. */
export function scoringOf(model: AffinityScoredModel): Scoring {
  let scoring = scorings.get(model.affinity);
  if (scoring === undefined) {
    const { graph, habits, odds } = model.affinity;
    const factors = { users: model.users.factors, items: model.resources.factors };
    const usage = { graph, factors, rank: model.parameters.rank, ...habits };
    scoring = { usage, scorer: new AffinityScorer(usage, odds) };
    scorings.set(model.affinity, scoring);
  }
  return scoring;
}

/** An access by its positions in the model. */
export interface LocatedAccess {
  readonly opener: Opener;
  readonly place: ResourcePlace;
}

/** Where the names of an access stand in a model, -1 for those it does not hold. */
export function locate(model: AffinityScoredModel, { tenant, user, resource }: Pair): LocatedAccess {
  const tenantAt = findName(model.tenants, tenant);
  const resourceAt = findTenantName(model.resources, tenantAt, resource);
  const opener = { tenant: tenantAt, user: findTenantName(model.users, tenantAt, user) };
  if (resourceAt >= 0) return { opener, place: placeOf(model.affinity, resourceAt) };
  const { servers, families } = model.affinity.graph;
  const { server, family, isAdministrative } = resourceNameOf(resource);
  const place = {
    resource: -1,
    server: findTenantName(servers.names, tenantAt, server),
    family: findTenantName(families.names, tenantAt, family),
    isAdministrative,
  };
  return { opener, place };
}

/** Whether an account reaches nearly everything, so that it is no news where it has not been. */
function isUbiquitous(model: AffinityScoredModel, user: string, { opener }: LocatedAccess): boolean {
  const { ubiquitous } = model.affinity;
  return opener.user < 0 && ubiquitous.names.offsets.length > 1 && findTenantName(ubiquitous, opener.tenant, user) >= 0;
}

/**
 * Whether an access is one that a user's day is made of: of a tenant that was learned from, and not to be expected whatever
 * else is known, as one of a known pair is, or one by a ubiquitous account.
 */
export function isFirstTime(model: AffinityScoredModel, pair: Pair, located = locate(model, pair)): boolean {
  return located.opener.tenant >= 0 && expectedBecause(model, pair, located) === null;
}

function expectedBecause(model: AffinityScoredModel, pair: Pair, located: LocatedAccess): Reason | null {
  if (isKnown(model, pair, located)) return 'knownPair';
  return isUbiquitous(model, pair.user, located) ? 'ubiquitousUser' : null;
}

/** Whether a pair was learned from, or is of the history. */
function isKnown(model: AffinityScoredModel, pair: Pair, { opener, place }: LocatedAccess): boolean {
  if (model.history !== null && isKnownPair(model.history, pair.tenant, pair.user, pair.resource)) return true;
  return hasEdge(model.affinity.graph.pairs, opener.user, place.resource);
}

/**
 * Scores an access by its affinity ({@link AffinityScorer}); nobody and nothing of a tenant that was learned from is
 * without a score. A known pair, and what a ubiquitous account opens, has the score of the most ordinary first-time access.
 */
export function scoreByAffinity(model: AffinityScoredModel, pair: Pair): Score<Reason> {
  const located = locate(model, pair);
  const { opener, place } = located;
  const expectation = model.affinity.expectations[opener.tenant];
  if (expectation === undefined) return { score: null, reason: 'noModel' };
  const known = expectedBecause(model, pair, located);
  if (known !== null) return { score: lowestScore(expectation.accesses), reason: known, pValue: 1 };
  const score = scoringOf(model).scorer.score(opener, place);
  return { score, reason: reasonOf(model, located), pValue: pValue(expectation.accesses, score) };
}

function reasonOf(model: ResourceAccessModel, { opener, place }: LocatedAccess): Reason {
  if (opener.user < 0) return 'unknownUser';
  if (place.resource < 0) return 'unknownResource';
  const isConnected = model.users.components[opener.user] === model.resources.components[place.resource];
  return isConnected ? 'scored' : 'disconnected';
}

/** Whether so few legitimate first-time accesses score as high that the tenant's daily budget has room for them. */
export function isWithinBudget(
  model: AffinityScoredModel,
  tenant: string,
  { score, reason, pValue: chance = 1 }: Score,
  { dailyBudget }: WritingRule,
): boolean {
  if (reason === 'knownPair' || reason === 'ubiquitousUser') return false;
  const expectation = model.affinity.expectations[findName(model.tenants, tenant)];
  if (expectation === undefined) return true;
  if (model.affinity.isTimed) return chance <= dailyBudget / expectation.accessesPerDay;
  return chance <= untimedRate || isBeyondFew(expectation.accesses, score ?? Number.NEGATIVE_INFINITY);
}

/** A day of a user that nothing has been added to yet. */
export function startUserDay(model: AffinityScoredModel, opener: Opener): UserDay {
  const expectation = model.affinity.expectations[opener.tenant];
  const pValueOf = (score: number) => (expectation === undefined ? 1 : pValue(expectation.accesses, score));
  return new UserDay(opener, { ...scoringOf(model), pValueOf, accessesPerDay: expectation?.accessesPerDay ?? 0 });
}

/** @param accesses of one user and UTC day, one for each resource, in the order of time */
export function scoreUserDay(model: AffinityScoredModel, accesses: AccessGroup): DayScore {
  const { opener } = locate(model, accesses[0]);
  const userDay = startUserDay(model, opener);
  const steps = accesses.map((access) => userDay.add(locate(model, access).place));
  const score = steps.reduce((highest, { caseScore }) => Math.max(highest, caseScore), Number.NEGATIVE_INFINITY);
  const days = model.affinity.expectations[opener.tenant]?.days ?? null;
  return { score, pValue: days === null ? 1 : pValue(days, score), steps };
}

/** Whether the daily budget has room for a user's day. A day with a single first-time access is told by that access. */
export function isDayWithinBudget(
  model: AffinityScoredModel,
  accesses: AccessGroup,
  day: DayScore,
  { dailyBudget }: WritingRule,
): boolean {
  if (accesses.length < 2) return false;
  const expectation = model.affinity.expectations[findName(model.tenants, accesses[0].tenant)];
  return expectation === undefined || day.pValue <= dailyBudget / expectation.userDaysPerDay;
}
