import { ModelStoreError } from './modelErrors';

/** The layout of pointer and manifest that this release writes and reads. */
const layoutFormat = 1;

const versionPattern = /^\d{8}T\d{6}Z-[0-9a-f]{12}$/;
const sha256Pattern = /^[0-9a-f]{64}$/;
const detectorPattern = /^[A-Za-z][A-Za-z0-9-]{0,62}$/;

/** What `current.json` says. */
export interface ModelPointer {
  /** The version scorers use. */
  readonly version: string;
  /** The version it replaced, the one to fall back to. */
  readonly previous: string | null;
}

/** What is known of one published model. */
export interface ModelManifest {
  readonly version: string;
  /** Of the model's bytes, lower-case hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
  /** ISO 8601, UTC. */
  readonly trainedAt: string;
  /** Whatever the trainer wants remembered: window, parameters, quality. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** Names of a detector's blobs within the model container. */
export const modelBlobs = {
  pointer: (detector: string) => `${detectorFolder(detector)}/current.json`,
  manifest: (detector: string, version: string) => `${versionFolder(detector, version)}/manifest.json`,
  model: (detector: string, version: string) => `${versionFolder(detector, version)}/model.bin`,
};

/** `20261120T023000Z-` and the first twelve digits of the hash: sorts by time, and equal models of a second coincide. */
export function modelVersion(trainedAt: Date, sha256: string): string {
  const time = trainedAt.toISOString().replace(/[-:]|\.\d+/g, '');
  return `${time}-${sha256.slice(0, 12)}`;
}

/** When a version was trained, to the second; sorts by time. */
export function trainingTime(version: string): string {
  return version.slice(0, version.indexOf('-'));
}

export function encodePointer(pointer: ModelPointer): string {
  return JSON.stringify({ format: layoutFormat, ...pointer });
}

export function encodeManifest(manifest: ModelManifest): string {
  return JSON.stringify({ format: layoutFormat, ...manifest });
}

/** @throws ModelStoreError `corrupt` or `unknownFormat`; `name` is the blob's, for the message. */
export function decodePointer(text: string, name: string): ModelPointer {
  const { version, previous } = decodeLayout(text, name);
  if (!isVersion(version)) throw corrupt(name, 'its version is not one');
  if (previous !== null && !isVersion(previous)) throw corrupt(name, 'its previous version is not one');
  return { version, previous };
}

/** @throws ModelStoreError `corrupt` or `unknownFormat`; also when the manifest belongs to another version. */
export function decodeManifest(text: string, name: string, expectedVersion: string): ModelManifest {
  const { version, sha256, bytes, trainedAt, details } = decodeLayout(text, name);
  if (version !== expectedVersion) throw corrupt(name, 'it describes another version');
  if (typeof sha256 !== 'string' || !sha256Pattern.test(sha256)) throw corrupt(name, 'its sha256 is not 64 hex digits');
  if (!expectedVersion.endsWith(sha256.slice(0, 12))) throw corrupt(name, 'its sha256 does not belong to its version');
  if (!Number.isSafeInteger(bytes) || (bytes as number) < 1) throw corrupt(name, 'its bytes is not a positive integer');
  if (typeof trainedAt !== 'string' || Number.isNaN(Date.parse(trainedAt))) {
    throw corrupt(name, 'its trainedAt is not a date');
  }
  if (!isRecord(details)) throw corrupt(name, 'its details are not an object');
  return { version: expectedVersion, sha256, bytes: bytes as number, trainedAt, details };
}

function decodeLayout(text: string, name: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw corrupt(name, 'it is not JSON', cause);
  }
  if (!isRecord(value)) throw corrupt(name, 'it is not a JSON object');
  if (value.format === layoutFormat) return value;
  throw new ModelStoreError(
    'unknownFormat',
    `${name} is of format ${JSON.stringify(value.format)?.slice(0, 40)}, this release reads ${layoutFormat}: ` +
      'deploy the release that wrote it, or train again with this one',
  );
}

/** An error for a blob that does not hold what was published. */
export function corrupt(name: string, what: string, cause?: unknown): ModelStoreError {
  return new ModelStoreError('corrupt', `${name} is damaged: ${what}. Train again to publish a good model`, { cause });
}

function versionFolder(detector: string, version: string): string {
  if (!isVersion(version)) {
    const shown = JSON.stringify(String(version).slice(0, 40));
    throw new ModelStoreError(
      'missing',
      `there is no model version ${shown}: one looks like 20261120T023000Z-0123456789ab`,
    );
  }
  return `${detectorFolder(detector)}/versions/${version}`;
}

/** The folder of all that a detector keeps. @throws RangeError for what is no name of a detector. */
export function detectorFolder(detector: string): string {
  if (!detectorPattern.test(detector)) throw new RangeError('a detector is named with letters, digits and hyphens');
  return detector;
}

function isVersion(value: unknown): value is string {
  return typeof value === 'string' && versionPattern.test(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
