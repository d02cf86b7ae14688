import { type AdditiveModel, type AdditiveOptions, fitAdditive, type Shape } from '../../../numerics/additiveLogistic';
import type { PairTable } from '../trainingSet';
import type { AffinityOdds } from './affinityModel';
import { daysShowHabits } from './daysShowHabits';
import { drawExamples, drawUsers, type Examples } from './examples';
import type { HeldOutPairs } from './heldOut';
import { placeOf, SignalMeter } from './signalMeter';
import { type SignalName, signalCount, signalNames, userSignals } from './signals';
import type { Usage } from './usage';

/** Below this number of examples a line is all that they tell of most signals of pairs. */
const worthKnots = 10_000;
/** What the user's own resources and servers tell is no matter of lines, however few the examples (docs/scoring.md). */
const curvedSignals: readonly SignalName[] = ['factor', 'similarResource', 'ownServer', 'serverPeers'];
const usualKnots = 3;
const penalty = { line: 3, knots: 30 };
/**
 * Who is behind an anomaly is not known. Were it any account alike, the odds of the user would count whole; were it one
 * that opens much in proportion, not at all.
 */
const userWeight = 0.5;

/** What training leaves out or does otherwise, to see what it is worth. */
export interface AffinityTrial {
  /** Signals that count for nothing. */
  readonly without?: readonly SignalName[];
  /** Knots of each signal whatever the number of examples; 0 makes it a line. */
  readonly knots?: number;
}

export interface HeldOutExamples {
  readonly table: PairTable;
  readonly heldOut: HeldOutPairs;
  /** What was known before the held-out pairs. */
  readonly usage: Usage;
  readonly seed: number;
}

/**
 * Learns what tells first-time accesses from pairs drawn at random. Where days show habits, in two parts, as
 *
 *     log p(u, r) / p_0(u, r)  =  log p(r | u) / p_0(r)  +  log p(u) / p_0(u),   p_0 uniform:
 *
 * that it is this resource of all, given the user, and that it is this user of all; of which the second counts half. Each
 * is estimated by logistic regression of the ones against the others (unsupervised as supervised learning: Hastie,
 * Tibshirani, Friedman, The Elements of Statistical Learning, 14.2.4). Elsewhere, of both at once.
 */
export function learnOdds(held: HeldOutExamples, trial: AffinityTrial): AffinityOdds {
  const { table, heldOut, usage, seed } = held;
  const hasHabits = daysShowHabits(table, heldOut);
  const examples = drawExamples(table, heldOut, usage.graph.pairs, hasHabits ? 'user' : 'either', seed);
  const options = pairOptions(examples.occurred.users.length, trial);
  const user = heldOut.isTimed ? learnUserOdds(examples, held, trial) : null;
  if (user === null || !hasHabits) return { pair: fitSignals(examples, signalNames, options, held, trial), user };
  const others = signalNames.filter((name) => !userSignals.includes(name));
  const resource = fitSignals(examples, others, options, held, trial);
  return { pair: sum(resource, user), user };
}

function learnUserOdds(examples: Examples, held: HeldOutExamples, trial: AffinityTrial): AdditiveModel {
  const users = drawUsers(held.table, examples, held.usage.graph.pairs, held.seed);
  return fitSignals(users, userSignals, optionsOf(trial.knots ?? usualKnots), held, trial);
}

function optionsOf(knots: number): AdditiveOptions {
  return { knots: signalNames.map(() => knots), ridge: knots > 0 ? penalty.knots : penalty.line };
}

function pairOptions(exampleCount: number, { knots }: AffinityTrial): AdditiveOptions {
  const options = optionsOf(knots ?? (exampleCount >= worthKnots ? usualKnots : 0));
  if (knots !== undefined) return options;
  const ofSignal = (name: SignalName, i: number) => (curvedSignals.includes(name) ? usualKnots : options.knots[i]!);
  return { ...options, knots: signalNames.map(ofSignal) };
}

/** Fits some of the signals; the others are of no effect. */
function fitSignals(
  { occurred, sampled }: Examples,
  names: readonly SignalName[],
  options: AdditiveOptions,
  held: HeldOutExamples,
  { without = [] }: AffinityTrial,
): AdditiveModel {
  const count = occurred.users.length;
  const features = measure({ occurred, sampled }, held);
  // What is the same for all tells nothing, and its slope is 0.
  signalNames.forEach((name, signal) => {
    if (names.includes(name) && !without.includes(name)) return;
    for (let at = signal; at < features.length; at += signalCount) features[at] = 0;
  });
  const rows = features.length / signalCount;
  const labels = new Uint8Array(rows).fill(1, 0, count);
  // Both sides weigh the same, so that 0 is even odds.
  const sampledWeight = rows > count ? count / (rows - count) : 0;
  const weights = new Float64Array(rows).fill(1, 0, count).fill(sampledWeight, count);
  return fitAdditive({ width: signalCount, features, labels, weights }, options);
}

/** The signals of all examples, those that occurred first. */
function measure({ occurred, sampled }: Examples, { table, usage }: HeldOutExamples): Float64Array {
  const meter = new SignalMeter(usage);
  const features = new Float64Array((occurred.users.length + sampled.users.length) * signalCount);
  let at = 0;
  for (const { users, resources } of [occurred, sampled]) {
    users.forEach((user, i) => {
      meter.turnTo({ tenant: table.users.partitionOf[user]!, user });
      meter.measure(placeOf(usage, resources[i]!), features, at);
      at += signalCount;
    });
  }
  return features;
}

/** The odds of a pair: each signal is of one of the two, and of no effect in the other. */
function sum(resource: AdditiveModel, user: AdditiveModel): AdditiveModel {
  return {
    intercept: resource.intercept + userWeight * user.intercept,
    shapes: resource.shapes.map((shape, i) =>
      userSignals.includes(signalNames[i]!) ? scaled(user.shapes[i]!, userWeight) : shape,
    ),
  };
}

function scaled(shape: Shape, factor: number): Shape {
  return { ...shape, slopes: shape.slopes.map((slope) => factor * slope), reference: factor * shape.reference };
}
