import { availableParallelism } from 'node:os';
import { type ContainerClient, RestError } from '@azure/storage-blob';
import type { AccessMemory, Detector } from '../detectors/detector';
import { ActionableError } from '../errors';
import type { IdentityRules } from '../events/identity';
import type { ReadCounts } from '../events/readCounts';
import { millisecondsPerDay } from '../events/time';
import { DayAggregates } from '../storage/dayAggregates';
import type { ModelManifest } from '../storage/modelLayout';
import { publishModel } from '../storage/publishModel';
import { describeStorageError } from '../storage/storageErrors';
import { compareEvaluations, evaluateOrWarn, evaluationQuality } from './evaluationComparison';
import { modelToStartFrom } from './modelToStartFrom';
import { currentQuality, losses } from './qualityComparison';
import { rememberExport } from './rememberExport';

/** The exported rows cannot be read. */
export class ExportError extends ActionableError {}

export interface Retraining<Memory extends AccessMemory, Parameters, Model> {
  readonly detector: Detector<Memory, Parameters, Model, unknown>;
  readonly exports: ContainerClient;
  readonly models: ContainerClient;
  readonly identity: IdentityRules;
  readonly parameters: Parameters;
  /** Whether training starts from the current model, if it can, and not anew; false by default. */
  readonly warmStart?: boolean;
  /** Whole UTC days before today that are learnt from, and today. */
  readonly lookbackDays: number;
  readonly now: Date;
  /** Added to while reading: it tells what was read, when training fails most of all. */
  readonly read: ReadCounts;
  /** Added to for what was read on earlier nights, and counts without being read again. */
  readonly reused: ReadCounts;
  /**
   * Told of blobs that could not be read to their end, the others being read; of a model that lost much; of one that
   * training could not start from; and of an evaluation that failed.
   */
  readonly warn: (message: string) => void;
}

/**
 * Learns from the exported rows of the look-back window and publishes the model once it has passed its check, has not lost
 * nearly all that the one before knew, and does not find planted anomalies worse than that one did. Only what is new or
 * has grown since the last time is read, see {@link rememberExport}; a late or repeated run learns from the same window,
 * so it is safe at any time.
 * @returns the manifest; its details hold the quality figures, under `evaluation` how well anomalies are found, under
 *   `replaced` the figures of the model it replaces, under `notCompared` why the two were not compared (null if they
 *   were), and under `bytesRead` how much was read to learn it: of the export, and of what was kept of it.
 * @throws ExportError, TrainingError, ModelCheckError, ModelCollapseError, ModelRegressionError, ModelStoreError,
 *   PublishConflictError: the last good model stays.
 */
export async function retrain<Memory extends AccessMemory, Parameters, Model>(
  job: Retraining<Memory, Parameters, Model>,
): Promise<ModelManifest> {
  const { detector, models, identity, parameters, now, read, warn } = job;
  const { window, aggregates, memory } = await remember(job);
  const earlier = job.warmStart ? await modelToStartFrom(models, detector, parameters, warn) : undefined;
  const threads = availableParallelism();
  const model = detector.train(memory, parameters, undefined, { threads, startFrom: earlier?.model });
  const fit = detector.check(model, memory);
  const evaluation = evaluateOrWarn(detector, memory, parameters, threads, warn);
  const description = {
    detector: detector.name,
    identity,
    window: memory.window,
    accesses: memory.total,
    quality: { ...fit, ...evaluationQuality(evaluation) },
    ...(earlier && { warmStartedFrom: earlier.version }),
  };
  const replaced = await currentQuality(models, detector.name, warn);
  for (const loss of losses(description, replaced, now)) warn(loss);
  const notCompared = compareEvaluations(evaluation, replaced?.version, replaced?.evaluation);
  const bytes = detector.encode({ model, description });
  const bytesRead = { export: read.bytes, aggregates: aggregates.bytes.read };
  const details = { ...description, evaluation, replaced: replaced ?? null, notCompared, parameters, bytesRead };
  const manifest = await publishModel(models, detector.name, bytes, details, now);
  await aggregates.deleteBefore(window.from);
  return manifest;
}

/** The accesses of the window, whole UTC days so that an hour makes no difference to what is kept and learnt. */
async function remember<Memory extends AccessMemory>(job: Retraining<Memory, unknown, unknown>) {
  const { detector, exports, models, identity, lookbackDays, now, read, reused, warn } = job;
  const midnight = Math.floor(now.getTime() / millisecondsPerDay) * millisecondsPerDay;
  const window = { from: midnight - lookbackDays * millisecondsPerDay, to: midnight + millisecondsPerDay };
  const rules = { detector: detector.name, partFormat: detector.partFormat, identity };
  const aggregates = new DayAggregates(models, rules, warn);
  const memory = detector.remember();
  const reader = detector.reader(identity);
  try {
    await rememberExport({ memory, exports, aggregates, reader, window, read, reused, warn });
  } catch (error) {
    throw isFromAzure(error) ? exportError(exports.containerName, error) : error;
  }
  return { window, aggregates, memory };
}

/** What the storage or whoever hands out tokens says, as against a defect of ours. */
function isFromAzure(error: unknown): boolean {
  const signIn = ['CredentialUnavailableError', 'AuthenticationError', 'AggregateAuthenticationError'];
  return error instanceof RestError || (error instanceof Error && signIn.includes(error.name));
}

function exportError(container: string, cause: unknown): ExportError {
  return new ExportError(
    `the exported rows in container ${container} could not be read (${describeStorageError(cause)}): check EXPORT_STORAGE ` +
      'and EXPORT_CONTAINER, that data export has begun to write, and that the app holds Storage Blob Data Reader on it',
    { cause },
  );
}
