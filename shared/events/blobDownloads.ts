import { type BlobClient, type ContainerClient, RestError } from '@azure/storage-blob';
import type { ExportBlob } from './exportBlobs';
import { InputError } from './inputError';

type ListedBlob = Pick<ExportBlob, 'name' | 'size'>;

interface Range {
  readonly name: string;
  readonly offset: number;
  readonly length: number;
}

interface Download extends Range {
  readonly bytes: Promise<Buffer>;
}

/** How much of a blob is read at once, in bytes. */
export const rangeBytes = 4 * 1024 * 1024;

/**
 * Reads blobs one after the other, each up to the length it had when it was listed, a range at a time. While one range is
 * worked on, the next few are on their way: an export's blobs are many and mostly small, so that waiting for each would
 * take longer than reading it. An export's append blobs grow while they are read, and only at their end, so a changed
 * ETag does not matter.
 */
export class BlobDownloads {
  readonly #container: ContainerClient;
  readonly #ahead: number;
  readonly #ranges: Iterator<Range>;
  /** In the order in which they were begun. */
  readonly #underWay: Download[] = [];

  /**
   * @param blobs in the order in which they will be read; some may be left out
   * @param ahead how many ranges are read ahead; each may take {@link rangeBytes} of memory
   */
  constructor(container: ContainerClient, blobs: readonly ListedBlob[], ahead = 8) {
    this.#container = container;
    this.#ahead = ahead;
    this.#ranges = rangesOf(blobs);
  }

  /** @throws InputError where the blob has been deleted or replaced by a shorter one since */
  async *read(blob: ListedBlob): AsyncGenerator<Uint8Array> {
    for (const range of rangesOf([blob])) yield await this.#take(range);
  }

  #take({ name, offset, length }: Range): Promise<Buffer> {
    // What was begun before is of a blob that nobody reads on in.
    while (this.#underWay.length > 0 && !isOf(this.#underWay[0]!, name, offset)) this.#underWay.shift();
    if (this.#underWay.length === 0) this.#beginUpTo(name, offset);
    const bytes = this.#underWay.shift()?.bytes ?? readRange(this.#container, name, offset, length);
    while (this.#underWay.length < this.#ahead && this.#begin() !== undefined);
    return bytes;
  }

  /** Passes over ranges that are not asked for. */
  #beginUpTo(name: string, offset: number): void {
    for (let next = this.#ranges.next(); !next.done; next = this.#ranges.next()) {
      if (isOf(next.value, name, offset)) {
        this.#download(next.value);
        return;
      }
    }
  }

  #begin(): Download | undefined {
    const next = this.#ranges.next();
    return next.done ? undefined : this.#download(next.value);
  }

  #download(range: Range): Download {
    const bytes = readRange(this.#container, range.name, range.offset, range.length);
    // Heard of when it is taken, or never where it is passed over.
    bytes.catch(() => {});
    const download = { ...range, bytes };
    this.#underWay.push(download);
    return download;
  }
}

function* rangesOf(blobs: readonly ListedBlob[]): Generator<Range> {
  for (const { name, size } of blobs) {
    for (let offset = 0; offset < size; offset += rangeBytes) {
      yield { name, offset, length: Math.min(rangeBytes, size - offset) };
    }
  }
}

function isOf(range: Range, name: string, offset: number): boolean {
  return range.name === name && range.offset === offset;
}

const rangeAttempts = 3;

/**
 * Reads a range, again if the connection breaks inside it. The client retries requests, but not a body that stops
 * half-way, or only while the ETag is the same: a blob that has grown meanwhile answers 412.
 */
async function readRange(container: ContainerClient, name: string, offset: number, length: number): Promise<Buffer> {
  const blob = container.getBlobClient(name);
  for (let attempt = 1; ; attempt++) {
    try {
      return await blob.downloadToBuffer(offset, length);
    } catch (error) {
      if (await isShorterThan(blob, offset + length, error)) throw shrunk(name, error);
      const isBroken = !(error instanceof RestError) || error.statusCode === 412;
      if (!isBroken || attempt === rangeAttempts) throw error;
    }
  }
}

/** Whether a range could not be read because the blob is gone or ends before it does. */
async function isShorterThan(blob: BlobClient, length: number, error: unknown): Promise<boolean> {
  if (error instanceof RestError && error.statusCode !== 416) return error.statusCode === 404;
  if (!(await blob.exists())) return true;
  const { contentLength } = await blob.getProperties();
  return contentLength !== undefined && contentLength < length;
}

function shrunk(name: string, cause: unknown): InputError {
  return new InputError(
    `Blob ${name} was deleted or replaced by a shorter one while it was being read. Read it again.`,
    {
      cause,
    },
  );
}
