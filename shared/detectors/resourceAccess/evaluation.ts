import { popularity } from '../../evaluation/baselines/popularity';
import type { CandidateScorer } from '../../evaluation/candidate';
import type { Estimate } from '../../evaluation/figures/estimate';
import { budgetOfKinds } from '../../evaluation/figures/figures';
import { judge } from '../../evaluation/judge';
import { plant } from '../../evaluation/planting/plant';
import type { Verdict } from '../../evaluation/verdict';
import type { Evaluation, Figure, ScorerFigures, Unjudged } from '../evaluation';
import type { TimedPair } from './accessCounts';
import { type AffinityScoredModel, isAffinityScored, scoreByAffinity } from './affinity/affinityAccess';
import type { ResourceAccessModel } from './affinity/affinityModel';
import { CaseTracker } from './affinity/caseTracker';
import { firstAccess } from './firstAccess';
import { score, toOriginalScore } from './model';
import { checkParameters, type GivenParameters } from './parameters';
import { trainResourceAccess } from './trainResourceAccess';
import { sampleUsers } from './userSample';

const millisecondsPerDay = 86_400_000;

/** Judged are the last days of the window: a week, or a quarter of it where that is less. */
const mostDays = 7;
const greatestPart = 1 / 4;

/** Below these the figures would be chance. */
const minimum = { days: 8, trainingPairs: 100, firstTimePairs: 20 };

/** What bounds the time and the memory an evaluation takes, however large a tenant is. */
const bounds = { users: 5_000, pairs: 250_000 };

/** Times of the first and the last access (ISO 8601). */
interface TimeWindow {
  readonly from: string;
  readonly to: string;
}

/** What is evaluated on: pairs with the times of their first accesses, if these carry any. */
export interface EvaluationData {
  readonly window: TimeWindow | null;
  timedPairs?(): Iterable<TimedPair>;
}

type Pairs = () => Iterable<TimedPair>;

/**
 * Trains on the pairs seen before the last days of the window and judges the model on the pairs first seen in these, with
 * anomalies planted among them, beside the factors of AccessAnomaly and popularity. Above 5,000 users, or 250,000 pairs,
 * it is a sample of users. A known pair counts by its rate of use in the whole window, as nothing tells its days apart.
 *
 * @returns figures that are a function of data and parameters, the seed among them; or which minimum the data miss.
 * @throws ParameterError, TrainingError as {@link trainResourceAccess} does, EvaluationError as {@link judge} does.
 */
export function evaluateTraining(
  data: EvaluationData,
  given: GivenParameters,
  threads?: number | undefined,
): Evaluation | Unjudged {
  const parameters = checkParameters(given);
  const { window } = data;
  if (window === null || data.timedPairs === undefined) return { unjudged: 'accesses carry no time' };
  const days = judgedDays(window);
  if ('unjudged' in days) return days;
  const { users, training, firstTime } = splitPairs(() => data.timedPairs!(), days.from, parameters.seed);
  const tooFew = tooFewPairs(training.length, firstTime.length);
  if (tooFew !== null) return tooFew;

  const known = training.map(firstAccess);
  const legitimate = firstTime.map(firstAccess);
  const planted = plant(known, legitimate, parameters.seed).accesses;
  if (planted.length === 0)
    return { unjudged: 'the accesses have no structure that an anomaly could be planted against' };
  const model = trainResourceAccess(training, parameters, [], { threads });
  const accesses = [...legitimate.map((access) => ({ access, kind: null })), ...planted];
  const verdicts = judge(scorersOf(model), known, accesses, { seed: parameters.seed });
  return {
    scorer: parameters.scorer,
    from: new Date(days.from).toISOString(),
    days: days.count,
    users,
    trainingPairs: training.length,
    judgedPairs: verdicts[0]!.pairs,
    plantedPairs: verdicts[0]!.anomalous,
    scorers: verdicts.map(figuresOf),
  };
}

/** Start of the judged days in milliseconds since 1970, and their number. */
function judgedDays({ from, to }: TimeWindow): { readonly from: number; readonly count: number } | Unjudged {
  const [first, last] = [from, to].map((time) => Math.floor(Date.parse(time) / millisecondsPerDay));
  const span = last! - first! + 1;
  if (span < minimum.days) return { unjudged: `it takes accesses of ${minimum.days} days, and they span ${span}` };
  const count = Math.min(mostDays, Math.floor(span * greatestPart));
  return { from: (last! + 1 - count) * millisecondsPerDay, count };
}

function splitPairs(pairs: Pairs, from: number, seed: number) {
  const sample = sampleUsers(pairs(), bounds, seed);
  const training: TimedPair[] = [];
  const firstTime: TimedPair[] = [];
  for (const pair of pairs()) {
    if (sample.has(pair)) (pair.firstAccess < from ? training : firstTime).push(pair);
  }
  // Memories give the same pairs in different orders, and the planting draws among them.
  return { users: sample.users, training: training.sort(inOrder), firstTime: firstTime.sort(inOrder) };
}

function inOrder(one: TimedPair, other: TimedPair): number {
  return (
    one.firstAccess - other.firstAccess ||
    compare(one.tenant, other.tenant) ||
    compare(one.user, other.user) ||
    compare(one.resource, other.resource)
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function tooFewPairs(training: number, firstTime: number): Unjudged | null {
  if (training < minimum.trainingPairs) {
    return { unjudged: `it takes ${minimum.trainingPairs} pairs before the last days, and there are ${training}` };
  }
  if (firstTime >= minimum.firstTimePairs) return null;
  return {
    unjudged: `it takes ${minimum.firstTimePairs} pairs first seen in the last days, and there are ${firstTime}`,
  };
}

/** What a model scores by, and what it ought to be better than. */
function scorersOf(model: ResourceAccessModel): CandidateScorer[] {
  const original: CandidateScorer = {
    name: 'accessAnomaly',
    fit: () => ({ score: ({ tenant, user, resource }) => toOriginalScore(score(model, tenant, user, resource)) }),
  };
  return [...(isAffinityScored(model) ? [affinityOf(model)] : []), original, popularity];
}

function affinityOf(model: AffinityScoredModel): CandidateScorer {
  return {
    name: 'affinity',
    fit() {
      const cases = new CaseTracker(model);
      return {
        score: (access) => scoreByAffinity(model, access).score,
        ...(model.affinity.isTimed && { caseScore: (access) => cases.caseScore(access) }),
      };
    },
  };
}

function figuresOf({ scorer, rocAuc, averagePrecision, budgets, abstained }: Verdict): ScorerFigures {
  const { recall, precision } = budgets.find(({ pairsPerDay }) => pairsPerDay === budgetOfKinds)!;
  return {
    scorer,
    rocAuc: figure(rocAuc),
    averagePrecision: figure(averagePrecision),
    recallAt25: figure(recall),
    precisionAt25: figure(precision),
    abstained: figure(abstained),
  };
}

function figure({ value, low, high }: Estimate): Figure {
  return { value: rounded(value), low: rounded(low), high: rounded(high) };
}

/** To six decimals, which is more than chance leaves. JSON knows no NaN. */
function rounded(value: number): number | null {
  return Number.isFinite(value) ? Math.round(value * 1e6) / 1e6 : null;
}
