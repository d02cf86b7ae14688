import { ActionableError } from '../../errors';
import { moments } from '../../numerics/moments';
import { type AccessAnomalyModel, score } from './model';
import { nameCount } from './nameTable';
import { TrainingError, type TrainingPair } from './trainingSet';

/** A model that must not be used, because it does not fit what it was trained on. */
export class ModelCheckError extends ActionableError {}

/** By how much the mean and the standard deviation of a tenant's training scores may miss 0 and 1. */
const tolerance = 1e-3;

/** Figures of a checked model, for people to compare models by. */
export interface QualityFigures extends Readonly<Record<string, number>> {
  readonly users: number;
  readonly resources: number;
  readonly pairs: number;
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
  const scores = new Map<string, number[]>();
  for (const { tenant, user, resource } of distinct(pairs)) {
    const value = score(model, tenant, user, resource, { preserveHistory: false }).score;
    if (value === null) continue;
    if (!Number.isFinite(value)) throw new ModelCheckError(`the score of user ${user} on ${resource} is ${value}`);
    const ofTenant = scores.get(tenant);
    if (ofTenant === undefined) scores.set(tenant, [value]);
    else ofTenant.push(value);
  }
  if (model.parameters.implicitFeedback && model.history === null) {
    for (const [tenant, values] of scores) checkMoments(tenant, momentsOf(values));
  }
  const all = [...scores.values()].flat();
  const { mean, standardDeviation } = momentsOf(all);
  return {
    users,
    resources,
    pairs: all.length,
    meanScore: rounded(mean),
    standardDeviation: rounded(standardDeviation),
    highestScore: rounded(all.reduce((highest, value) => Math.max(highest, value), all[0] ?? 0)),
  };
}

interface ScoreMoments {
  readonly mean: number;
  readonly standardDeviation: number;
}

/** Mean and population standard deviation; summed in ascending order, so that the order of the pairs is of no effect. */
function momentsOf(values: readonly number[]): ScoreMoments {
  const { means, standardDeviations } = moments(Float64Array.from(values).sort());
  return { mean: means[0] ?? 0, standardDeviation: standardDeviations[0] ?? 0 };
}

/** To nine decimals: what is beyond them is rounding error, and means nothing to a person. */
function rounded(value: number): number {
  return Math.round(value * 1e9) / 1e9 || 0;
}

function checkMoments(tenant: string, { mean, standardDeviation }: ScoreMoments): void {
  const spreadIsOff = standardDeviation !== 0 && Math.abs(standardDeviation - 1) > tolerance;
  if (Math.abs(mean) <= tolerance && !spreadIsOff) return;
  throw new ModelCheckError(
    `the training scores of tenant ${tenant} have mean ${mean} and standard deviation ${standardDeviation} instead of ` +
      '0 and 1: train again, with other parameters if it happens again',
  );
}

function* distinct(pairs: Iterable<TrainingPair>): Generator<TrainingPair> {
  const seen = new Set<string>();
  for (const pair of pairs) {
    const key = JSON.stringify([pair.tenant, pair.user, pair.resource]);
    if (seen.has(key)) continue;
    seen.add(key);
    yield pair;
  }
}
