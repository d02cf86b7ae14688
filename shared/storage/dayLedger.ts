import { isJsonObject } from '../detectors/jsonObject';
import { skipReasons } from '../events/access';
import type { ExportBlob } from '../events/exportBlobs';
import { emptyReadCounts, type ReadCounts } from '../events/readCounts';
import { lineProblems } from '../events/rowLines';

/** A blob as it was read: its name below the day's folder, its ETag and its length in bytes. */
export type BlobKey = readonly [name: string, etag: string, size: number];

/** What was read of one folder of an export, and became one part. */
export interface FolderEntry {
  readonly blobs: readonly BlobKey[];
  readonly counts: ReadCounts;
}

/** What an aggregate says beside its parts: of which rules and day it is, and what each part was read from. */
export interface DayLedger {
  readonly rules: string;
  /** The day's folder in the export. */
  readonly path: string;
  readonly folders: readonly FolderEntry[];
}

/** The keys of blobs of the day at `path`, in the order of their names. */
export function blobKeys(path: string, blobs: readonly ExportBlob[]): BlobKey[] {
  return blobs.map(({ name, etag, size }) => [name.slice(path.length), etag, size] as const).sort(byName);
}

function byName([left]: BlobKey, [right]: BlobKey): number {
  return left < right ? -1 : Number(left > right);
}

/** The ledger as JSON; of the counts only those that are not zero. */
export function ledgerContent({ rules, path, folders }: DayLedger): unknown {
  return { rules, path, folders: folders.map(({ blobs, counts }) => ({ blobs, counts: numbersIn(counts) })) };
}

function numbersIn(counts: object): object {
  const entries = Object.entries(counts).map(([key, value]) => [key, isJsonObject(value) ? numbersIn(value) : value]);
  return Object.fromEntries(entries.filter(([, value]) => value !== 0));
}

/** @returns undefined for a value that is no ledger. */
export function readLedger(content: unknown): DayLedger | undefined {
  if (!isJsonObject(content) || typeof content.rules !== 'string' || typeof content.path !== 'string') return undefined;
  if (!Array.isArray(content.folders)) return undefined;
  const folders = content.folders.map(readFolder);
  return folders.every((folder) => folder !== undefined)
    ? { rules: content.rules, path: content.path, folders }
    : undefined;
}

function readFolder(value: unknown): FolderEntry | undefined {
  if (!isJsonObject(value) || !Array.isArray(value.blobs) || !value.blobs.every(isBlobKey)) return undefined;
  const counts = isJsonObject(value.counts) ? readCounts(value.counts) : undefined;
  return counts && value.blobs.length > 0 ? { blobs: value.blobs, counts } : undefined;
}

function isBlobKey(value: unknown): value is BlobKey {
  if (!Array.isArray(value) || value.length !== 3) return false;
  const [name, etag, size] = value;
  return typeof name === 'string' && typeof etag === 'string' && isCount(size);
}

function readCounts({ skipped, problems, ...given }: Record<string, unknown>): ReadCounts | undefined {
  const empty = emptyReadCounts();
  const counts = {
    ...empty,
    ...fill(['sources', 'bytes', 'rows', 'accesses'], given),
    skipped: fill(skipReasons, isJsonObject(skipped) ? skipped : {}),
    problems: fill(lineProblems, isJsonObject(problems) ? problems : {}),
  };
  const parts = [counts.accesses, ...Object.values(counts.skipped), ...Object.values(counts.problems)];
  const isWhole = [counts.sources, counts.bytes, ...parts].every(isCount);
  return isWhole && parts.reduce((sum, part) => sum + part, 0) === counts.rows ? counts : undefined;
}

/** The numbers of the keys, 0 where none is given, NaN where something else is. */
function fill<Key extends string>(keys: readonly Key[], given: Readonly<Record<string, unknown>>): Record<Key, number> {
  const numberOf = (key: Key) => (Object.hasOwn(given, key) ? Number(isCount(given[key]) ? given[key] : NaN) : 0);
  return Object.fromEntries(keys.map((key) => [key, numberOf(key)])) as Record<Key, number>;
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
