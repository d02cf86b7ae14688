import { StorageRefusal } from './storageRefusal';
import type { WireRequest } from './wire';

export type BlobType = 'BlockBlob' | 'AppendBlob';

export interface StoredBlob {
  readonly type: BlobType;
  readonly content: Buffer;
  readonly contentType: string;
  /** Quoted, as in a header. */
  readonly etag: string;
  /** As HTTP writes dates. */
  readonly lastModified: string;
}

/**
 * Holds the request's ETag conditions against the blob that a write would replace.
 *
 * @see https://learn.microsoft.com/rest/api/storageservices/specifying-conditional-headers-for-blob-service-operations
 * @throws StorageRefusal
 */
export function checkWriteConditions(blob: StoredBlob | undefined, headers: WireRequest['headers']): void {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  if (noneMatch === '*' && blob) throw new StorageRefusal('BlobAlreadyExists');
  if (match !== undefined && !matches(blob, match)) throw new StorageRefusal('ConditionNotMet');
  if (noneMatch !== undefined && matches(blob, noneMatch)) throw new StorageRefusal('ConditionNotMet');
}

/** As {@link checkWriteConditions}, for a read: what the client has already is not modified. */
export function checkReadConditions(blob: StoredBlob | undefined, headers: WireRequest['headers']): void {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  if (match !== undefined && !matches(blob, match)) throw new StorageRefusal('ConditionNotMet');
  if (noneMatch !== undefined && matches(blob, noneMatch)) throw new StorageRefusal('NotModified');
}

function matches(blob: StoredBlob | undefined, etag: string): boolean {
  return blob !== undefined && (etag === '*' || etag === blob.etag);
}

/**
 * First and last byte that the request asks for, `bytes=0-9` or `bytes=10-`; undefined for the whole blob.
 *
 * @see https://learn.microsoft.com/rest/api/storageservices/specifying-the-range-header-for-blob-service-operations
 * @throws StorageRefusal when it starts behind the end
 */
export function requestedRange(size: number, headers: WireRequest['headers']): [number, number] | undefined {
  const range = /^bytes=(\d+)-(\d*)$/.exec(headers['x-ms-range'] ?? headers.range ?? '');
  if (!range) return undefined;
  const first = Number(range[1]);
  if (first >= size) throw new StorageRefusal('InvalidRange');
  return [first, Math.min(range[2] ? Number(range[2]) : size - 1, size - 1)];
}

/** The headers that describe a blob. */
export function blobHeaders({ type, content, contentType, etag, lastModified }: StoredBlob): Record<string, string> {
  return {
    'accept-ranges': 'bytes',
    'content-length': String(content.length),
    'content-type': contentType,
    etag,
    'last-modified': lastModified,
    'x-ms-blob-type': type,
  };
}
