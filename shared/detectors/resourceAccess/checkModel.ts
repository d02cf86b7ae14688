import { ActionableError } from '../../errors';
import { type Moments, moments } from '../../numerics/moments';
import { type AccessAnomalyModel, score } from './model';
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
  const { ordinary: table, ubiquitous } = separateUbiquitous(tabulatePairs(pairs));
  const { scores, tenantOf } = scorePairs(model, table);
  checkFinite(scores, tenantOf, table.users.partitions);
  const isAllScored = scores.length === table.userOf.length;
  if (model.parameters.implicitFeedback && isAllScored) {
    checkMoments(moments(scores, tenantOf), table.users.partitions);
  }
  const { means, standardDeviations } = moments(scores);
  return {
    users,
    resources,
    pairs: scores.length,
    ubiquitousAccounts: new Set(ubiquitous.map(({ tenant, user }) => JSON.stringify([tenant, user]))).size,
    meanScore: rounded(means[0] ?? 0),
    standardDeviation: rounded(standardDeviations[0] ?? 0),
    highestScore: rounded(scores.reduce((highest, value) => Math.max(highest, value), scores[0] ?? 0)),
  };
}

interface PairScores {
  readonly scores: Float64Array;
  readonly tenantOf: Int32Array;
}

/** Scores of the pairs that have one (a history may make others unknown), in the order of the table. */
function scorePairs(model: AccessAnomalyModel, { users, resources, ...pairs }: PairTable): PairScores {
  const scores: number[] = [];
  const tenantOf: number[] = [];
  pairs.tenantOf.forEach((tenantAt, pair) => {
    const tenant = users.partitions[tenantAt]!;
    const user = users.values[pairs.userOf[pair]!]!;
    const resource = resources.values[pairs.resourceOf[pair]!]!;
    const { score: value } = score(model, tenant, user, resource, { preserveHistory: false });
    if (value === null) return;
    scores.push(value);
    tenantOf.push(tenantAt);
  });
  return { scores: Float64Array.from(scores), tenantOf: Int32Array.from(tenantOf) };
}

/** To nine decimals: what is beyond them is rounding error, and means nothing to a person. */
function rounded(value: number): number {
  return Math.round(value * 1e9) / 1e9 || 0;
}

// Hosts keep these messages in their logs: they name tenants, but no person and no share.

function checkFinite(scores: Float64Array, tenantOf: Int32Array, tenants: readonly string[]): void {
  const first = scores.findIndex((value) => !Number.isFinite(value));
  if (first < 0) return;
  const count = scores.filter((value) => !Number.isFinite(value)).length;
  throw new ModelCheckError(
    `${count} of the ${scores.length} scores of training pairs are not finite, the first of them in tenant ` +
      `${tenants[tenantOf[first]!]}: ${remedy}`,
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
