import type { Ratings } from '../../numerics/alternatingLeastSquares';
import { connectedComponents } from '../../numerics/connectedComponents';
import type { Indexer } from '../../numerics/indexer';
import { factorizeTenants } from './factorization';
import { ratePairs } from './feedback';
import { packKnownPairs } from './knownPairs';
import type { AccessAnomalyModel } from './model';
import { packNames } from './nameTable';
import { predictionMoments } from './normalization';
import { type AccessAnomalyParameters, checkParameters, type GivenParameters } from './parameters';
import { type Pair, type PairTable, TrainingError, type TrainingPair, tabulatePairs } from './trainingSet';
import { type SeparatedPairs, separateUbiquitous } from './ubiquitousAccounts';
import { type KnownUsers, knownUsers, obstacleToStart } from './warmStart';

export { type Pair, TrainingError, type TrainingPair } from './trainingSet';

/** What training does, step by step. */
export type TrainingStep =
  | 'tabulate'
  | 'separate'
  | 'rate'
  | 'affinity'
  | 'factorize'
  | 'standardize'
  | 'connect'
  | 'pack';

/** How training runs; all but `startFrom` is of no effect on the model. */
export interface TrainingOptions {
  /** Told of each step as it begins. */
  readonly onStep?: (step: TrainingStep) => void;
  /** Threads the factorization is shared out to, this one included; 1 by default. */
  readonly threads?: number | undefined;
  /**
   * A model of the same parameters, of an earlier window say: users it knows start from their vectors there, and where
   * they are most, fewer iterations are made. The model is then a function of this one too.
   */
  readonly startFrom?: AccessAnomalyModel | undefined;
}

/**
 * Trains SynapseML's AccessAnomaly: collaborative filtering of who uses which resource. The model is a function of the
 * set of pairs, the parameters, the history, and the model started from if there is one, bit for bit.
 *
 * @param pairs rows of one user and resource are merged, their likelihoods summed.
 * @param history pairs to score 0 from now on. Users and resources it does not hold become unknown, as in the original.
 *   An empty one is none.
 * @throws ParameterError if a parameter breaks a rule.
 * @throws TrainingError if there are no pairs, a likelihood is not finite, or the model to start from has other parameters.
 */
export function trainAccessAnomaly(
  pairs: Iterable<TrainingPair>,
  parameters: GivenParameters = {},
  history: Iterable<Pair> = [],
  options: TrainingOptions = {},
): AccessAnomalyModel {
  const { onStep = ignoreStep } = options;
  onStep('tabulate');
  const rated = rateAll(pairs, { ...parameters, scorer: 'accessAnomaly' }, onStep);
  return learn(rated, tabulatePairs(withLikelihood(history)), options);
}

/**
 * Trains without the accounts that reach nearly everything ({@link separateUbiquitous}), so that they move nobody's
 * score. What they did in training is known of them: like a pair of the history it scores 0.
 *
 * @throws ParameterError, TrainingError as {@link trainAccessAnomaly} does.
 */
export function trainOnOrdinary(
  pairs: Iterable<TrainingPair>,
  parameters: GivenParameters = {},
  history: Iterable<Pair> = [],
  options: TrainingOptions = {},
): AccessAnomalyModel {
  const own: GivenParameters = { ...parameters, scorer: 'accessAnomaly' };
  return trainOnOrdinaryWith(pairs, own, history, options, () => undefined).model;
}

/**
 * Trains as {@link trainOnOrdinary} does, and lets something else learn from the same pairs first, which then are let go.
 *
 * @throws ParameterError, TrainingError as {@link trainAccessAnomaly} does.
 */
export function trainOnOrdinaryWith<Learned>(
  pairs: Iterable<TrainingPair>,
  parameters: GivenParameters,
  history: Iterable<Pair>,
  options: TrainingOptions,
  learnFirst: (separated: SeparatedPairs, parameters: AccessAnomalyParameters) => Learned,
): { readonly model: AccessAnomalyModel; readonly learned: Learned } {
  const { onStep = ignoreStep } = options;
  const given = [...history];
  onStep('tabulate');
  const { rated, ubiquitous, learned } = rateOrdinary(pairs, parameters, onStep, learnFirst);
  const model = learn(rated, tabulatePairs(withLikelihood(given)), options);
  if (ubiquitous.length === 0) return { model, learned };
  const known = packKnownPairs(tabulatePairs(withLikelihood([...given, ...ubiquitous])));
  return { model: { ...model, history: known }, learned };
}

type OnStep = (step: TrainingStep) => void;

const ignoreStep: OnStep = () => {};

/** Pairs and their ratings. Their likelihoods, two fifths of their memory, are let go before factors are looked for. */
interface RatedPairs extends Pick<PairTable, 'users' | 'resources' | 'userOf' | 'resourceOf'> {
  readonly parameters: AccessAnomalyParameters;
  readonly ratings: Ratings;
}

function rateAll(pairs: Iterable<TrainingPair>, parameters: GivenParameters, onStep: OnStep): RatedPairs {
  return rate(tabulatePairs(pairs), parameters, onStep);
}

function rateOrdinary<Learned>(
  pairs: Iterable<TrainingPair>,
  parameters: GivenParameters,
  onStep: OnStep,
  learnFirst: (separated: SeparatedPairs, parameters: AccessAnomalyParameters) => Learned,
) {
  const table = tabulatePairs(pairs);
  onStep('separate');
  const separated = separateUbiquitous(table);
  const rated = rate(separated.ordinary, parameters, onStep);
  return { rated, ubiquitous: separated.ubiquitous, learned: learnFirst(separated, rated.parameters) };
}

function rate(table: PairTable, given: GivenParameters, onStep: OnStep): RatedPairs {
  const parameters = checkParameters(given);
  const { users, resources, userOf, resourceOf } = table;
  if (userOf.length === 0) {
    throw new TrainingError(
      'there are no pairs to train on: check that the training window holds accesses, and that not all are excluded',
    );
  }
  onStep('rate');
  return { parameters, users, resources, userOf, resourceOf, ratings: ratePairs(table, parameters) };
}

function learn(
  rated: RatedPairs,
  known: PairTable,
  { onStep = ignoreStep, threads = 1, startFrom }: TrainingOptions,
): AccessAnomalyModel {
  const { parameters, users, resources, ratings } = rated;
  onStep('factorize');
  const factors = factorizeTenants(ratings, users.starts, resources.starts, parameters, {
    threads,
    known: startFrom && knownIn(startFrom, users, parameters),
  });
  onStep('standardize');
  const { means, standardDeviations } = predictionMoments(ratings, factors, parameters.rank, users.partitionOf);
  checkFinite([factors.users, factors.items, means, standardDeviations]);

  onStep('connect');
  const graph = known.userOf.length > 0 ? known : rated;
  const components = connectPairs(graph);
  onStep('pack');
  return {
    parameters,
    tenants: packNames(users.partitions),
    users: {
      starts: users.starts,
      names: packNames(users.values),
      factors: factors.users,
      components: componentsOf(users, graph.users, components.left),
    },
    resources: {
      starts: resources.starts,
      names: packNames(resources.values),
      factors: factors.items,
      components: componentsOf(resources, graph.resources, components.right),
    },
    means,
    standardDeviations,
    history: known.userOf.length > 0 ? packKnownPairs(known) : null,
  };
}

function knownIn(model: AccessAnomalyModel, users: Indexer, parameters: AccessAnomalyParameters): KnownUsers {
  const obstacle = obstacleToStart(model, parameters);
  if (obstacle === null) return knownUsers(users, model);
  throw new TrainingError(`training cannot start from that model, as ${obstacle}: start from another, or from none`);
}

function* withLikelihood(pairs: Iterable<Pair>): Iterable<TrainingPair> {
  for (const { tenant, user, resource } of pairs) yield { tenant, user, resource, likelihood: 1 };
}

function connectPairs({ users, resources, userOf, resourceOf }: Omit<RatedPairs, 'parameters' | 'ratings'>) {
  return connectedComponents(users.values.length, resources.values.length, userOf, resourceOf);
}

/** The component of each of `entities`, which may be numbered otherwise in the graph; -1 for those not in it. */
function componentsOf(entities: Indexer, inGraph: Indexer, components: Int32Array): Int32Array {
  if (inGraph === entities) return components;
  return entities.partitionOf.map((tenant, position) => {
    const index = inGraph.indexOf(entities.partitions[tenant]!, entities.values[position]!);
    return components[index - 1] ?? -1;
  });
}

function checkFinite(numbers: readonly (Float32Array | Float64Array)[]): void {
  if (numbers.every((array) => array.every(Number.isFinite))) return;
  throw new TrainingError(
    'the factorization did not stay finite: scale the likelihoods (lowValue, highValue) or raise the regularization',
  );
}
