import type { AccessMemory, Detector } from '../detectors/detector';
import type { Evaluation, Figure, ScorerFigures, Unjudged } from '../detectors/evaluation';
import { isJsonObject } from '../detectors/jsonObject';
import { ActionableError } from '../errors';

/** A new model finds planted anomalies so much worse than the one before that it is not published. */
export class ModelRegressionError extends ActionableError {}

/** A fall below this is none, however narrow the intervals: where everything is found, they have no width. */
const leastFall = 0.02;

/** What a model is compared by: the ROC-AUC of the scorer that writes findings. */
export interface ComparedFigure {
  readonly scorer: string;
  readonly rocAuc: Figure;
}

/** Evaluates, and where that goes wrong, warns and says so: an evaluation never costs a night its model. */
export function evaluateOrWarn<Memory extends AccessMemory, Parameters>(
  detector: Pick<Detector<Memory, Parameters, unknown, unknown>, 'evaluate'>,
  memory: Memory,
  parameters: Parameters,
  threads: number,
  warn: (message: string) => void,
): Evaluation | Unjudged {
  try {
    return detector.evaluate(memory, parameters, { threads });
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    warn(
      `What is learned could not be judged: ${what}. The new model is published all the same if it passes its check.`,
    );
    return { unjudged: what };
  }
}

/** The figures of the scorer that writes findings, by the names they have among a model's quality figures. */
export function evaluationQuality(evaluation: Evaluation | Unjudged): Readonly<Record<string, number>> {
  const own = ownFigures(evaluation);
  if (own === undefined) return {};
  const { rocAuc, averagePrecision, recallAt25, precisionAt25, abstained } = own;
  const values = Object.entries({ rocAuc, averagePrecision, recallAt25, precisionAt25, abstained });
  return Object.fromEntries(values.flatMap(([name, { value }]) => (value === null ? [] : [[name, value]])));
}

/** An evaluation for a line of a log: its own figures, of other scorers the ROC-AUC alone. */
export function evaluationInShort(evaluation: Evaluation | Unjudged): Readonly<Record<string, unknown>> {
  if ('unjudged' in evaluation) return { ...evaluation };
  const { scorer, days, firstTimePairs, plantedPairs, scorers } = evaluation;
  const others = scorers.filter((one) => one.scorer !== scorer).map((one) => [one.scorer, one.rocAuc.value]);
  return { days, firstTimePairs, plantedPairs, ...ownFigures(evaluation), rocAucOfOthers: Object.fromEntries(others) };
}

/** The compared figure in a manifest's `evaluation`, which may hold anything; undefined where there is none. */
export function comparedFigure(evaluation: unknown): ComparedFigure | undefined {
  if (!isJsonObject(evaluation) || !Array.isArray(evaluation.scorers)) return undefined;
  const { scorer } = evaluation;
  const own: unknown = evaluation.scorers.find((one) => isJsonObject(one) && one.scorer === scorer);
  if (typeof scorer !== 'string' || !isJsonObject(own) || !isJsonObject(own.rocAuc)) return undefined;
  const { value, low, high } = own.rocAuc;
  const isNumberOrNull = (one: unknown): one is number | null => one === null || Number.isFinite(one);
  return [value, low, high].every(isNumberOrNull) ? { scorer, rocAuc: { value, low, high } as Figure } : undefined;
}

/**
 * Compares what a new model finds with what the current one found on its night.
 * @param current undefined where it was not judged
 * @returns why the two can't be compared, in a clause; null if they can, and the new one is not worse.
 * @throws ModelRegressionError when the interval of the new one ends below where that of the current one begins, and the
 *   figure itself fell by 0.02 or more.
 */
export function compareEvaluations(
  evaluation: Evaluation | Unjudged,
  currentVersion: string | undefined,
  current: ComparedFigure | undefined,
): string | null {
  if (currentVersion === undefined) return 'there is no model to compare with';
  if ('unjudged' in evaluation) return `the new model is not judged: ${evaluation.unjudged}`;
  if (current === undefined) return 'the current model was not judged';
  if (current.scorer !== evaluation.scorer) return `the current model was judged as ${current.scorer} scores`;
  const next = ownFigures(evaluation)?.rocAuc;
  const before = current.rocAuc;
  if (next === undefined || next.high === null || before.low === null) {
    return 'too few anomalies could be planted for an interval';
  }
  const fall = (before.value ?? 0) - (next.value ?? 0);
  if (next.high >= before.low || fall < leastFall) return null;
  throw new ModelRegressionError(
    `the new model tells planted anomalies from first-time accesses with a ROC-AUC of ${shown(next)}, the current one with ` +
      `${shown(before)}: it is not published, and ${currentVersion} stays. Most likely the last days' rows are not what ` +
      'they were: check that data export writes to EXPORT_CONTAINER without gaps, and what TRAINING_PARAMETERS, ' +
      'LOOKBACK_DAYS, the identities and the exclusions were changed to. If the change is meant, delete current.json of ' +
      'the model container, and train again',
  );
}

function ownFigures(evaluation: Evaluation | Unjudged): ScorerFigures | undefined {
  if ('unjudged' in evaluation) return undefined;
  return evaluation.scorers.find(({ scorer }) => scorer === evaluation.scorer);
}

function shown({ value, low, high }: Figure): string {
  const [text, from, to] = [value, low, high].map((number) => number?.toFixed(3) ?? 'unknown');
  return `${text} (${from} to ${to})`;
}
