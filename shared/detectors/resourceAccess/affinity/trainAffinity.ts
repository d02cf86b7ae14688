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
import { expectationsOf } from './expectations';
import { measureHabits } from './habits';
import { holdOut } from './heldOut';
import type { AffinityTrial } from './learnOdds';
import { oddsByTenant } from './oddsByTenant';
import type { Usage } from './usage';
import { type ResourceTraits, resourceTraits, usageGraph } from './usageGraph';
import { withoutHeldOut } from './withoutHeldOut';

/** The factors that signals are learned with need no last digits. */
const mostIterations = 15;

/**
 * Learns to tell first-time accesses from pairs drawn at random: on pairs held out, with signals measured on those before
 * ({@link holdOut}, {@link learnOdds}). What it learned is then used with the graph and the habits of all pairs.
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
  const odds = oddsByTenant({ table, heldOut, usage: before, seed }, learning.trial);
  const scorer = new AffinityScorer(before, odds);
  const expectations = expectationsOf({ table, heldOut, usage: before, scorer });
  return { odds, expectations, isTimed: heldOut.isTimed };
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

function usageOf(table: PairTable, traits: ResourceTraits, { parameters, threads, random }: Learning): Usage {
  const options = { ...parameters, iterations: Math.min(parameters.iterations, mostIterations) };
  const factors = factorizeTenants(ratePairs(table, parameters), table.users.starts, table.resources.starts, options, {
    threads,
    known: undefined,
  });
  const graph = usageGraph(table, traits);
  return { graph, factors, rank: parameters.rank, ...measureHabits(graph, table, random) };
}
