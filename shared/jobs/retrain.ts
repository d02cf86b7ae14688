import { type ContainerClient, RestError } from '@azure/storage-blob';
import type { AccessMemory, Detector } from '../detectors/detector';
import { ActionableError } from '../errors';
import { exportAccesses } from '../events/exportAccesses';
import type { IdentityRules } from '../events/identity';
import type { ReadCounts } from '../events/readCounts';
import type { ModelManifest } from '../storage/modelLayout';
import { publishModel } from '../storage/publishModel';
import { describeStorageError } from '../storage/storageErrors';
import { currentQuality, losses } from './qualityComparison';

const millisecondsPerDay = 86_400_000;

/** The exported rows cannot be read. */
export class ExportError extends ActionableError {}

export interface Retraining<Memory extends AccessMemory, Parameters, Model> {
  readonly detector: Detector<Memory, Parameters, Model, unknown>;
  readonly exports: ContainerClient;
  readonly models: ContainerClient;
  readonly identity: IdentityRules;
  readonly parameters: Parameters;
  /** Whole days before today that are read, today up to now included. */
  readonly lookbackDays: number;
  readonly now: Date;
  /** Added to while reading: it tells what was read, when training fails most of all. */
  readonly read: ReadCounts;
  /** Told of blobs that could not be read to their end, the others being read; and of a model that lost much. */
  readonly warn: (message: string) => void;
}

/**
 * Learns from the exported rows of the look-back window and publishes the model once it has passed its check and has
 * not lost nearly all that the one before knew. A late or repeated run reads the same window anew, so it is safe at any
 * time.
 * @returns the manifest; its details hold the quality figures, and under `replaced` those of the model it replaces.
 * @throws ExportError, TrainingError, ModelCheckError, ModelCollapseError, ModelStoreError, PublishConflictError: the last
 *   good model stays.
 */
export async function retrain<Memory extends AccessMemory, Parameters, Model>({
  detector,
  exports,
  models,
  identity,
  parameters,
  lookbackDays,
  now,
  read,
  warn,
}: Retraining<Memory, Parameters, Model>): Promise<ModelManifest> {
  const midnight = Math.floor(now.getTime() / millisecondsPerDay) * millisecondsPerDay;
  const memory = detector.remember();
  const accesses = exportAccesses(exports, {
    from: new Date(midnight - lookbackDays * millisecondsPerDay),
    to: now,
    reader: detector.reader(identity),
    counts: read,
    onProblem: (problem) => {
      if ('error' in problem) warn(problem.error.message);
    },
  });
  try {
    for await (const access of accesses) memory.add(access);
  } catch (error) {
    throw isFromAzure(error) ? exportError(exports.containerName, error) : error;
  }
  const model = detector.train(memory, parameters);
  const quality = detector.check(model, memory);
  const description = { detector: detector.name, identity, window: memory.window, accesses: memory.total, quality };
  const replaced = await currentQuality(models, detector.name, warn);
  for (const loss of losses(description, replaced, now)) warn(loss);
  const bytes = detector.encode({ model, description });
  return publishModel(models, detector.name, bytes, { ...description, replaced: replaced ?? null, parameters }, now);
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
