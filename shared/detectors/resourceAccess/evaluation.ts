import { judge } from '../../evaluation/judge';
import { plant } from '../../evaluation/planting/plant';
import type { Evaluation, Unjudged } from '../evaluation';
import { evaluatedScorers } from './evaluatedScorers';
import { firstAccess } from './firstAccess';
import { type EvaluationData, judgedWindow } from './judgedWindow';
import { checkParameters, type GivenParameters } from './parameters';
import { scorerFigures } from './scorerFigures';
import { trainResourceAccess } from './trainResourceAccess';

/** Anomalies are planted so many times anew: the few dozen of one time leave more to chance. */
const plantings = 5;
const resamples = 200;

/**
 * Trains on the pairs seen before the last days of the window and judges the model on the pairs first seen in these, with
 * anomalies planted among them, beside the factors of AccessAnomaly and popularity. A known pair counts by its rate of use
 * in the whole window, as nothing tells its days apart.
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
  const window = judgedWindow(data, parameters.seed);
  if ('unjudged' in window) return window;
  const { from, days, users, training, firstTime } = window;
  const known = training.map(firstAccess);
  const legitimate = firstTime.map(firstAccess);
  const seeds = Array.from({ length: plantings }, (_, number) => parameters.seed + number);
  const planted = seeds.map((seed) => plant(known, legitimate, seed).accesses);
  if (planted.some(({ length }) => length === 0)) {
    return { unjudged: 'who uses what has no structure that an anomaly could be planted against' };
  }

  const scorers = evaluatedScorers(trainResourceAccess(training, parameters, [], { threads }));
  const ordinary = legitimate.map((access) => ({ access, kind: null }));
  const runs = seeds.map((seed, i) => judge(scorers, known, [...ordinary, ...planted[i]!], { seed, resamples }));
  return {
    scorer: parameters.scorer,
    from: new Date(from).toISOString(),
    days,
    users,
    trainingPairs: training.length,
    firstTimePairs: firstTime.length,
    plantedPairs: runs.reduce((sum, [verdict]) => sum + verdict!.anomalous, 0),
    scorers: runs[0]!.map((_, scorer) => scorerFigures(runs.map((verdicts) => verdicts[scorer]!))),
  };
}
