import { ActionableError } from '../../errors';
import { type Moments, RunningMoments } from '../../numerics/moments';
import { findName } from './findName';
import { matchNames } from './matchNames';
import { type AccessAnomalyModel, scoreAt } from './model';
import { nameCount } from './nameTable';
import { type PairTable, TrainingError, type TrainingPair, tabulatePairs } from './trainingSet';
import { separateUbiquitous } from './ubiquitousAccounts';

/** A model that must not be used, because it does not fit what it was trained on. */
export class ModelCheckError extends ActionableError {}

/** By how much the mean and the standard deviation of a tenant's training scores may miss 0 and 1. */
const tolerance = 1e-3;

/** Figures of a checked model, for people to compare models by. */
export interface QualityFigures extends Readonly<Record<string, number>> {
  readonly users: number;
  readonly resources: number;
  readonly pairs: number;
  /** Accounts that reach nearly everything, see {@link separateUbiquitous}; they are not among the users. */
  readonly ubiquitousAccounts: number;
  /** Mean and population standard deviation of the scores of the training pairs, over all tenants. */
  readonly meanScore: number;
  readonly standardDeviation: number;
  readonly highestScore: number;
}

/**
 * Scores the pairs a model was trained on and checks that it knows at least two users and two resources, that every
 * score is finite and, in implicit feedback, that their mean is 0 and their standard deviation 1 in each tenant that
 * has any spread (in explicit feedback the sampled negatives take part in both).
 * @throws TrainingError when there is too little to learn from.
 * @throws ModelCheckError when the model does not fit.
 */
export function checkModel(model: AccessAnomalyModel, pairs: Iterable<TrainingPair>): QualityFigures {
  const users = nameCount(model.users.names);
  const resources = nameCount(model.resources.names);
  if (users < 2 || resources < 2) {
    throw new TrainingError(
      `there are accesses of ${users} user(s) to ${resources} resource(s), and nothing to compare them with: ` +
        'train on at least two of each, with a longer window or fewer exclusions',
    );
  }
  const { ordinary: table, accounts } = separateUbiquitous(tabulatePairs(pairs));
  const scores = scorePairs(model, table);
  if (scores.notFinite > 0) throw notFinite(scores, table.users.partitions);
  const isAllScored = scores.count === table.userOf.length;
  if (model.parameters.implicitFeedback && isAllScored) checkMoments(scores.byTenant, table.users.partitions);
  return {
    users,
    resources,
    pairs: scores.count,
    ubiquitousAccounts: accounts,
    meanScore: rounded(scores.overall.means[0]!),
    standardDeviation: rounded(scores.overall.standardDeviations[0]!),
    highestScore: rounded(scores.count > 0 ? scores.highest : 0),
  };
}

/** What there is to know of the scores of the pairs that have one: a history may make others unknown. */
interface PairScores {
  readonly count: number;
  readonly byTenant: Moments;
  readonly overall: Moments;
  readonly highest: number;
  /** Number of scores that are not finite, and the tenant of the first of them. */
  readonly notFinite: number;
  readonly notFiniteTenant: number;
}

function scorePairs(model: AccessAnomalyModel, { users, resources, offsets, resourceOf }: PairTable): PairScores {
  const tenantAt = Int32Array.from(users.partitions, (tenant) => findName(model.tenants, tenant));
  const userAt = matchNames(users, model.users, tenantAt);
  const resourceAt = matchNames(resources, model.resources, tenantAt);
  const byTenant = new RunningMoments(users.partitions.length);
  const overall = new RunningMoments(1);
  let [count, highest, notFinite, notFiniteTenant] = [0, Number.NEGATIVE_INFINITY, 0, -1];
  for (let user = 0; user < userAt.length; user++) {
    const tenant = users.partitionOf[user]!;
    for (let pair = offsets[user]!; pair < offsets[user + 1]!; pair++) {
      const { score } = scoreAt(model, tenantAt[tenant]!, userAt[user]!, resourceAt[resourceOf[pair]!]!);
      if (score === null) continue;
      count++;
      byTenant.add(score, tenant);
      overall.add(score, 0);
      if (score > highest) highest = score;
      if (Number.isFinite(score)) continue;
      if (notFinite++ === 0) notFiniteTenant = tenant;
    }
  }
  return { count, byTenant: byTenant.moments(), overall: overall.moments(), highest, notFinite, notFiniteTenant };
}

/** To nine decimals: what is beyond them is rounding error, and means nothing to a person. */
function rounded(value: number): number {
  return Math.round(value * 1e9) / 1e9 || 0;
}

// Hosts keep these messages in their logs: they name tenants, but no person and no share.

function notFinite(scores: PairScores, tenants: readonly string[]): ModelCheckError {
  return new ModelCheckError(
    `${scores.notFinite} of the ${scores.count} scores of training pairs are not finite, the first of them in tenant ` +
      `${tenants[scores.notFiniteTenant]}: ${remedy}`,
  );
}

function checkMoments({ means, standardDeviations }: Moments, tenants: readonly string[]): void {
  means.forEach((mean, tenant) => {
    const deviation = standardDeviations[tenant]!;
    // Scores without a spread are differences from the mean, not divided by anything.
    const isSpreadRight = deviation <= tolerance || Math.abs(deviation - 1) <= tolerance;
    if (Math.abs(mean) <= tolerance && isSpreadRight) return;
    throw new ModelCheckError(
      `the training scores of tenant ${tenants[tenant]} have mean ${mean} and standard deviation ${deviation} instead ` +
        `of 0 and 1: ${remedy}`,
    );
  });
}

const remedy = 'train again, with other parameters if it happens again';
