import type { ContainerClient } from '@azure/storage-blob';
import { creatingContainer } from './creatingContainer';
import { PublishConflictError } from './modelErrors';
import {
  decodePointer,
  encodeManifest,
  encodePointer,
  type ModelManifest,
  modelBlobs,
  modelVersion,
  trainingTime,
} from './modelLayout';
import { asModelStoreError, type CurrentModel, readCurrent, readPointer, readVersion, sha256 } from './modelStore';
import { isConditionNotMet, statusOf } from './storageErrors';

/**
 * Publishes a model: writes its bytes, then its manifest, reads both back, and only then swaps the pointer, so that
 * a trainer that dies on the way leaves nothing a scorer could see. Publishing the same bytes at the same time again
 * changes nothing.
 *
 * @param details JSON-able facts to keep with the model
 * @param now when the model was trained; names the version
 * @throws PublishConflictError when the current model is a later one, or another trainer swapped the pointer meanwhile;
 *   that model stays
 * @throws ModelStoreError
 */
export async function publishModel(
  container: ContainerClient,
  detector: string,
  bytes: Uint8Array,
  details: Readonly<Record<string, unknown>>,
  now: Date,
): Promise<ModelManifest> {
  const hash = sha256(bytes);
  const version = modelVersion(now, hash);
  const pointer = modelBlobs.pointer(detector);
  try {
    const before = await pointerToReplace(container, detector);
    await creatingContainer(container, () => writeOnce(container, modelBlobs.model(detector, version), bytes));
    const manifest = { version, sha256: hash, bytes: bytes.length, trainedAt: now.toISOString(), details };
    await writeOnce(container, modelBlobs.manifest(detector, version), Buffer.from(encodeManifest(manifest)));
    const stored = await readVersion(container, detector, version);
    await swapPointer(container, detector, version, before);
    return stored.manifest;
  } catch (error) {
    throw error instanceof PublishConflictError ? error : asModelStoreError(error, pointer);
  }
}

type Replaceable = Pick<CurrentModel, 'etag'> & { readonly version: string | null };

/** A damaged pointer is replaced too: publishing is how it is repaired. */
async function pointerToReplace(container: ContainerClient, detector: string): Promise<Replaceable | undefined> {
  try {
    const { text, etag } = await readPointer(container, detector);
    return { etag, version: versionIn(text, modelBlobs.pointer(detector)) };
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

function versionIn(pointer: string, name: string): string | null {
  try {
    return decodePointer(pointer, name).version;
  } catch {
    return null;
  }
}

async function writeOnce(container: ContainerClient, name: string, content: Uint8Array): Promise<void> {
  try {
    await container.getBlockBlobClient(name).uploadData(content, { conditions: { ifNoneMatch: '*' } });
  } catch (error) {
    if (!isConditionNotMet(error)) throw error;
  }
}

async function swapPointer(
  container: ContainerClient,
  detector: string,
  version: string,
  before: Replaceable | undefined,
): Promise<void> {
  if (before?.version === version) return;
  // A trainer that took long must not undo the work of a later one.
  if (before?.version && trainingTime(before.version) > trainingTime(version)) {
    throw laterModel(detector, version, before.version);
  }
  const blob = container.getBlockBlobClient(modelBlobs.pointer(detector));
  const content = Buffer.from(encodePointer({ version, previous: before?.version ?? null }));
  const conditions = before ? { ifMatch: before.etag } : { ifNoneMatch: '*' };
  try {
    await blob.uploadData(content, { conditions, blobHTTPHeaders: { blobContentType: 'application/json' } });
  } catch (error) {
    if (!isConditionNotMet(error) && statusOf(error) !== 404) throw error;
    // A write whose answer was lost is repeated by the client and then meets its own pointer.
    const now = await readCurrent(container, detector);
    if (now?.pointer.version === version) return;
    throw conflict(detector, version, now?.pointer.version, error);
  }
}

function laterModel(detector: string, version: string, current: string): PublishConflictError {
  return new PublishConflictError(
    `model ${version} of ${detector} was not published: the current one, ${current}, is of a later time, and stays. If ` +
      `that time is wrong, because a clock was, delete ${modelBlobs.pointer(detector)} and train again`,
  );
}

function conflict(detector: string, version: string, current = 'no model', cause?: unknown): PublishConflictError {
  return new PublishConflictError(
    `model ${version} of ${detector} was not published: meanwhile another trainer made ${current} current, and that ` +
      'stays. Run one trainer at a time; train again if its model should be replaced',
    { cause },
  );
}
