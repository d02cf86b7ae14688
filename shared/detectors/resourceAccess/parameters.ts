import { inspect } from 'node:util';
import { ActionableError } from '../../errors';

/**
 * How accesses are scored: by the affinities of user and resource (docs/scoring.md), or exactly as SynapseML's
 * AccessAnomaly does.
 */
export const scorers = ['affinity', 'accessAnomaly'] as const;
export type ScorerName = (typeof scorers)[number];

/**
 * Parameters of AccessAnomaly, after SynapseML's collaborative_filtering.py; the name there is given where it differs.
 * The defaults are its own too.
 */
export interface AccessAnomalyParameters {
  readonly scorer: ScorerName;
  /** Number of latent factors, 1 and up (`rankParam`). */
  readonly rank: number;
  /** Iterations of alternating least squares, 1 and up (`maxIter`). */
  readonly iterations: number;
  /** Weight lambda of the regularization, 0 and up (`regParam`). */
  readonly regularization: number;
  /** Blocks Spark would draw its initial factors in; null for the number of tenants, or 10 for separate tenants. */
  readonly blocks: number | null;
  /** Whether each tenant is factorised on its own, or all jointly. */
  readonly separateTenants: boolean;
  /** Range likelihoods are scaled to within each tenant: 1 <= lowValue < highValue. Both null: taken as they are. */
  readonly lowValue: number | null;
  readonly highValue: number | null;
  /** Whether a likelihood is a confidence that the access is normal, or the value to predict (`applyImplicitCf`). */
  readonly implicitFeedback: boolean;
  /** Confidence a unit of scaled likelihood adds, 0 and up. Implicit feedback only: null means 1 (`alphaParam`). */
  readonly alpha: number | null;
  /** Negatives drawn per training pair, 0 and up. Explicit feedback only: null means 2 (`complementsetFactor`). */
  readonly complementFactor: number | null;
  /** Value of a negative, below lowValue. Explicit feedback only: null means 1 (`negScore`). */
  readonly negativeScore: number | null;
  /** Seed of all randomness, any integer. The original has none, so each of its runs differs. */
  readonly seed: number;
}

/** What a caller may give: anything left out or undefined has its default. */
export type GivenParameters = {
  readonly [Name in keyof AccessAnomalyParameters]?: AccessAnomalyParameters[Name] | undefined;
};

/** A parameter that breaks a rule; the message names the parameter, its value and the rule. */
export class ParameterError extends ActionableError {
  constructor(name: string, value: unknown, rule: string) {
    // Files may hold anything: objects without a toString (which show as [Object]), and texts without an end.
    const shown = inspect(value, { depth: -1, maxStringLength: 100 });
    super(`parameter ${name} is ${shown}, but it must be ${rule}`);
  }
}

export const defaultParameters: AccessAnomalyParameters = {
  scorer: 'affinity',
  rank: 10,
  iterations: 25,
  regularization: 1,
  blocks: null,
  separateTenants: false,
  lowValue: 5,
  highValue: 10,
  implicitFeedback: true,
  alpha: null,
  complementFactor: null,
  negativeScore: null,
  seed: 0,
};

/**
 * Fills in the defaults and checks every rule.
 *
 * @returns all parameters, those of the other kind of feedback null; checking them again changes nothing.
 * @throws ParameterError for the first rule that is broken.
 */
export function checkParameters(given: GivenParameters = {}): AccessAnomalyParameters {
  checkNames(given);
  const parameters = withDefaults(given);
  const { blocks, lowValue, highValue, negativeScore, implicitFeedback } = parameters;
  if (!scorers.includes(parameters.scorer)) throw new ParameterError('scorer', parameters.scorer, scorers.join(' or '));
  checkInteger('rank', parameters.rank, 1, 1000);
  checkInteger('iterations', parameters.iterations, 1, 100_000);
  checkNumber('regularization', parameters.regularization, 0);
  if (blocks !== null) checkInteger('blocks', blocks, 1, 2 ** 31 - 1);
  checkBoolean('separateTenants', parameters.separateTenants);
  checkBoolean('implicitFeedback', implicitFeedback);
  checkInteger('seed', parameters.seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  checkRange(lowValue, highValue);

  if (implicitFeedback) {
    checkAbsent('complementFactor', parameters.complementFactor, 'implicit');
    checkAbsent('negativeScore', negativeScore, 'implicit');
    const alpha = parameters.alpha ?? 1;
    checkNumber('alpha', alpha, 0);
    return { ...parameters, alpha };
  }
  checkAbsent('alpha', parameters.alpha, 'explicit');
  const resolved = {
    ...parameters,
    complementFactor: parameters.complementFactor ?? 2,
    negativeScore: negativeScore ?? 1,
  };
  checkInteger('complementFactor', resolved.complementFactor, 0, 1000);
  checkNumber('negativeScore', resolved.negativeScore, -floatMaximum);
  if (lowValue !== null && resolved.negativeScore >= lowValue) {
    throw new ParameterError('negativeScore', resolved.negativeScore, `below lowValue, which is ${lowValue}`);
  }
  return resolved;
}

/** Factors and ratings are float32. */
const floatMaximum = 3.4e38;

function checkNames(given: GivenParameters): void {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(defaultParameters, name)) {
      const known = Object.keys(defaultParameters).join(', ');
      throw new ParameterError(name, Object(given)[name], `left out: the parameters are ${known}`);
    }
  }
}

function withDefaults(given: GivenParameters): AccessAnomalyParameters {
  const present = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...defaultParameters, ...Object.fromEntries(present) };
}

function checkRange(low: number | null, high: number | null): void {
  if (low !== null) checkNumber('lowValue', low, 1);
  if (high !== null) checkNumber('highValue', high, 1);
  if (low === null && high !== null) throw unpaired('lowValue', 'highValue', high);
  if (low !== null && high === null) throw unpaired('highValue', 'lowValue', low);
  if (low !== null && high !== null && high <= low) {
    throw new ParameterError('highValue', high, `above lowValue, which is ${low}`);
  }
}

function unpaired(missing: string, other: string, value: number): ParameterError {
  return new ParameterError(missing, null, `a number if ${other} is one (${value}), or both null`);
}

function checkAbsent(name: string, value: unknown, feedback: string): void {
  if (value !== null) throw new ParameterError(name, value, `left out (null) in ${feedback} feedback`);
}

function checkBoolean(name: string, value: unknown): void {
  if (typeof value !== 'boolean') throw new ParameterError(name, value, 'true or false');
}

function checkInteger(name: string, value: unknown, least: number, most: number): void {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
    throw new ParameterError(name, value, `a whole number from ${least} to ${most}`);
  }
}

function checkNumber(name: string, value: unknown, least: number): void {
  if (typeof value !== 'number' || !(value >= least) || value > floatMaximum) {
    throw new ParameterError(name, value, `a number from ${least} to ${floatMaximum}`);
  }
}
