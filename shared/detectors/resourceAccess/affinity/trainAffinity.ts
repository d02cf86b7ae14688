import { type AdditiveModel, fitAdditive } from '../../../numerics/additiveLogistic';
import { countOffsets } from '../../../numerics/countingSort';
import { MersenneTwister } from '../../../numerics/mersenneTwister';
import { sortUtf8 } from '../../../numerics/utf8Order';
import { factorizeTenants } from '../factorization';
import { ratePairs } from '../feedback';
import { packNames, type TenantNames } from '../nameTable';
import type { AccessAnomalyParameters } from '../parameters';
import type { Pair, PairTable } from '../trainingSet';
import type { SeparatedPairs } from '../ubiquitousAccounts';
import type { AffinityModel } from './affinityModel';
import { AffinityScorer } from './affinityScorer';
import { drawExamples, type ExamplePairs, type Examples } from './examples';
import { expectationsOf } from './expectations';
import { measureHabits } from './habits';
import { type HeldOutPairs, holdOut } from './heldOut';
import { placeOf, SignalMeter } from './signalMeter';
import { type SignalName, signalCount, signalNames } from './signals';
import type { Usage } from './usage';
import { type ResourceTraits, resourceTraits, usageGraph } from './usageGraph';

/** The factors that signals are learned with need no last digits. */
const mostIterations = 15;
/** Below this number of examples a line a signal is all that they tell. */
const worthKnots = 10_000;
const usualKnots = 3;
const ridge = { line: 3, knots: 30 };

/** What training leaves out or does otherwise, to see what it is worth. */
export interface AffinityTrial {
  /** Signals that count for nothing. */
  readonly without?: readonly SignalName[];
  /** Knots of each signal whatever the number of examples; 0 makes it a line. */
  readonly knots?: number;
}

/**
 * Learns to tell first-time accesses from pairs drawn at random: on pairs held out, with signals measured on those before
 * ({@link holdOut}, {@link drawExamples}). What it learned is then used with the graph and the habits of all pairs.
 */
export function trainAffinity(
  { ordinary: table, ubiquitous }: SeparatedPairs,
  parameters: AccessAnomalyParameters,
  threads: number,
  trial: AffinityTrial = {},
): AffinityModel {
  const traits = resourceTraits(table.resources);
  const random = new MersenneTwister(parameters.seed);
  const learned = learnFromHeldOut(table, traits, { parameters, threads, random, trial });
  const graph = usageGraph(table, traits);
  const habits = measureHabits(graph, table, random);
  return { ...learned, graph, habits, ubiquitous: namesOf(ubiquitous, table.users.partitions) };
}

interface Learning {
  readonly parameters: AccessAnomalyParameters;
  readonly threads: number;
  readonly random: MersenneTwister;
  readonly trial: AffinityTrial;
}

/** What was known before the held-out pairs takes as much memory as what is known in the end, and is let go before. */
function learnFromHeldOut(table: PairTable, traits: ResourceTraits, learning: Learning) {
  const { seed } = learning.parameters;
  const heldOut = holdOut(table, seed);
  const before = usageOf(withoutHeldOut(table, heldOut), traits, learning);
  const examples = drawExamples(table, heldOut, before.graph.pairs, seed);
  const odds = fitOdds(examples, before, table, learning.trial);
  const scorer = new AffinityScorer(before, odds);
  const expectations = expectationsOf({ table, heldOut, usage: before, scorer });
  return { odds, expectations, isTimed: heldOut.days > 0 };
}

/** The users of pairs, by tenant. */
function namesOf(pairs: readonly Pair[], tenants: readonly string[]): TenantNames {
  const users = tenants.map((tenant) => {
    const own = new Set(pairs.filter((pair) => pair.tenant === tenant).map(({ user }) => user));
    return sortUtf8([...own]);
  });
  const starts = new Int32Array(tenants.length + 1);
  users.forEach((own, tenant) => {
    starts[tenant + 1] = starts[tenant]! + own.length;
  });
  return { starts, names: packNames(users.flat()) };
}

function withoutHeldOut(table: PairTable, { isHeldOut }: HeldOutPairs): PairTable {
  const kept = (_: number, pair: number) => isHeldOut[pair] === 0;
  const userOf = table.userOf.filter(kept);
  return {
    users: table.users,
    resources: table.resources,
    offsets: countOffsets(userOf, table.users.values.length),
    userOf,
    resourceOf: table.resourceOf.filter(kept),
    likelihoods: table.likelihoods.filter(kept),
    firstDays: table.firstDays.filter(kept),
  };
}

function usageOf(table: PairTable, traits: ResourceTraits, { parameters, threads, random }: Learning): Usage {
  const options = { ...parameters, iterations: Math.min(parameters.iterations, mostIterations) };
  const factors = factorizeTenants(ratePairs(table, parameters), table.users.starts, table.resources.starts, options, {
    threads,
    known: undefined,
  });
  const graph = usageGraph(table, traits);
  return { graph, factors, rank: parameters.rank, ...measureHabits(graph, table, random) };
}

function fitOdds(
  { occurred, sampled }: Examples,
  usage: Usage,
  table: PairTable,
  { without = [], knots = occurred.users.length >= worthKnots ? usualKnots : 0 }: AffinityTrial,
): AdditiveModel {
  const meter = new SignalMeter(usage);
  const count = occurred.users.length;
  const rows = count + sampled.users.length;
  const features = new Float64Array(rows * signalCount);
  measureAll(occurred, usage, table, meter, features, 0);
  measureAll(sampled, usage, table, meter, features, count);
  // What is the same for all tells nothing, and its slope is 0.
  for (const name of without) {
    for (let at = signalNames.indexOf(name); at < features.length; at += signalCount) features[at] = 0;
  }
  const labels = new Uint8Array(rows).fill(1, 0, count);
  // Both sides weigh the same, so that 0 is even odds.
  const sampledWeight = sampled.users.length > 0 ? count / sampled.users.length : 0;
  const weights = new Float64Array(rows).fill(1, 0, count).fill(sampledWeight, count);
  const options = { knots, ridge: knots > 0 ? ridge.knots : ridge.line };
  return fitAdditive({ width: signalCount, features, labels, weights }, options);
}

function measureAll(
  { users, resources }: ExamplePairs,
  usage: Usage,
  table: PairTable,
  meter: SignalMeter,
  features: Float64Array,
  from: number,
): void {
  users.forEach((user, i) => {
    meter.turnTo({ tenant: table.users.partitionOf[user]!, user });
    meter.measure(placeOf(usage, resources[i]!), features, (from + i) * signalCount);
  });
}
