import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { BlobDownloadOptions, ContainerClient } from '@azure/storage-blob';
import { ModelStoreError } from './modelErrors';
import {
  corrupt,
  decodeManifest,
  decodePointer,
  type ModelManifest,
  type ModelPointer,
  modelBlobs,
} from './modelLayout';
import { describeStorageError, statusOf } from './storageErrors';

/** Pointer and manifest are a few hundred bytes; a blob larger than this is not read, and is no JSON then. */
const jsonLimitBytes = 1 << 20;

/** The pointer as read, with the ETag under which it may be swapped or asked for again. */
export interface CurrentModel {
  readonly pointer: ModelPointer;
  readonly etag: string;
}

/** A model that has been read, verified and decoded. */
export interface LoadedModel<Model> {
  readonly manifest: ModelManifest;
  readonly model: Model;
}

/** Ends a reading that takes too long: the SDK has no time limit of its own, and a connection may hang. */
export type ReadOptions = Pick<BlobDownloadOptions, 'abortSignal'>;

/** Turns a model file's bytes into a model; `name` is the file's, for messages. Throws when it can't read them. */
export type DecodeModel<Model> = (bytes: Uint8Array, name: string) => Model;

/**
 * Reads which version is current.
 *
 * @param knownEtag of the pointer read before: an unchanged pointer is then answered without being sent again
 * @returns undefined when no model has been published yet
 * @throws ModelStoreError
 */
export async function readCurrent(container: ContainerClient, detector: string): Promise<CurrentModel | undefined>;
export async function readCurrent(
  container: ContainerClient,
  detector: string,
  knownEtag: string | undefined,
  options?: ReadOptions,
): Promise<CurrentModel | 'unchanged' | undefined>;
export async function readCurrent(
  container: ContainerClient,
  detector: string,
  knownEtag?: string,
  options: ReadOptions = {},
): Promise<CurrentModel | 'unchanged' | undefined> {
  try {
    const { text, etag } = await readPointer(container, detector, {
      ...options,
      conditions: knownEtag ? { ifNoneMatch: knownEtag } : {},
    });
    return { pointer: decodePointer(text, modelBlobs.pointer(detector)), etag };
  } catch (error) {
    if (statusOf(error) === 304) return 'unchanged';
    if (statusOf(error) === 404) return undefined;
    throw asModelStoreError(error, modelBlobs.pointer(detector));
  }
}

/**
 * The pointer as it is stored, damaged or not, and the ETag of just that.
 *
 * @throws RestError
 */
export function readPointer(
  container: ContainerClient,
  detector: string,
  options: BlobDownloadOptions = {},
): Promise<{ text: string; etag: string }> {
  return readText(container, modelBlobs.pointer(detector), options);
}

/**
 * Reads one version, checks it against its manifest (version, size, SHA-256) and decodes it.
 *
 * @throws ModelStoreError
 */
export async function loadModel<Model>(
  container: ContainerClient,
  detector: string,
  version: string,
  decode: DecodeModel<Model>,
  options: ReadOptions = {},
): Promise<LoadedModel<Model>> {
  const { manifest, bytes } = await readVersion(container, detector, version, options);
  const name = modelBlobs.model(detector, version);
  try {
    return { manifest, model: decode(bytes, name) };
  } catch (cause) {
    // The bytes are those that were published, so it is the reader that does not know them.
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new ModelStoreError('unknownFormat', `this release can't read model ${name}: ${detail}`, { cause });
  }
}

/**
 * Reads one version's bytes and checks them against its manifest.
 *
 * @throws ModelStoreError
 */
export async function readVersion(
  container: ContainerClient,
  detector: string,
  version: string,
  options: ReadOptions = {},
): Promise<{ manifest: ModelManifest; bytes: Uint8Array }> {
  const modelName = modelBlobs.model(detector, version);
  const manifest = await readManifest(container, detector, version, options);
  const bytes = await readModel(container, modelName, manifest.bytes, options).catch((error) =>
    Promise.reject(asModelStoreError(error, modelName)),
  );
  if (sha256(bytes) !== manifest.sha256) throw corrupt(modelName, 'its SHA-256 is not the one in its manifest');
  return { manifest, bytes };
}

/** What is known of one version, without its bytes. @throws ModelStoreError */
export function readManifest(
  container: ContainerClient,
  detector: string,
  version: string,
  options: ReadOptions = {},
): Promise<ModelManifest> {
  const name = modelBlobs.manifest(detector, version);
  return readText(container, name, options)
    .then(({ text }) => decodeManifest(text, name, version))
    .catch((error) => Promise.reject(asModelStoreError(error, name)));
}

/** Lower-case hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Any error as one that says what to do; a storage error's cause keeps its details. */
export function asModelStoreError(error: unknown, name: string): ModelStoreError {
  if (error instanceof ModelStoreError) return error;
  if (statusOf(error) === 404) {
    return new ModelStoreError('missing', `${name} is not in the model container: train again, or restore it`, {
      cause: error,
    });
  }
  return new ModelStoreError(
    'unavailable',
    `${name} could not be read or written (${describeStorageError(error)}): ` +
      'check that the storage account is reachable and that the app holds a blob data role on it',
    { cause: error },
  );
}

async function readText(
  container: ContainerClient,
  name: string,
  options: BlobDownloadOptions,
): Promise<{ text: string; etag: string }> {
  // Not by a range: of an empty blob that would be an error, which tells no ETag.
  const {
    contentLength = 0,
    etag = '',
    readableStreamBody,
  } = await container.getBlobClient(name).download(0, undefined, options);
  const stream = readableStreamBody as Readable;
  if (contentLength <= jsonLimitBytes) return { text: (await buffer(stream)).toString('utf8'), etag };
  stream.destroy();
  return { text: '', etag };
}

async function readModel(
  container: ContainerClient,
  name: string,
  expectedBytes: number,
  options: ReadOptions,
): Promise<Uint8Array> {
  const blob = container.getBlobClient(name);
  const { contentLength, etag } = await blob.getProperties(options);
  if (contentLength !== expectedBytes) {
    throw corrupt(name, `it has ${contentLength} bytes, its manifest says ${expectedBytes}`);
  }
  return blob.downloadToBuffer(0, expectedBytes, { ...options, conditions: etag ? { ifMatch: etag } : {} });
}
