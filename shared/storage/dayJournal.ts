import type { ContainerClient } from '@azure/storage-blob';
import { ActionableError } from '../errors';
import { millisecondsPerDay } from '../events/time';
import { defaultFirstAccessLimits, FirstAccesses, type FirstAccessLimits } from './firstAccesses';
import { readJournalBlob } from './journalBlob';
import { appendBlock, journalBlocks, takesNoMore } from './journalBlocks';
import { checkDay, checkShard, journalBlobs, journalDay, utcDay } from './journalLayout';
import type { JournalEntry } from './journalLine';
import { describeStorageError, statusOf } from './storageErrors';

/** The journal could not be written, read or deleted; the message names the container and what was done. */
export class JournalError extends ActionableError {}

/** What makes a journal its own. */
export interface JournalOptions {
  readonly detector: string;
  /**
   * 1 to 32 letters and digits. Instances may share one: appends to a blob then wait for each other. Few of them keep the
   * blobs of a day few.
   */
  readonly shard: string;
  /** How many days back accesses are taken; 7 by default. */
  readonly days?: number;
  readonly limits?: FirstAccessLimits;
}

/** What became of entries. */
export interface JournalWriting {
  readonly appended: number;
  /** Entries of days too long past, or more than a day ahead: such days would be of no use, or never be deleted. */
  readonly outside: number;
}

/** How far each blob of a day has been read, in bytes, by its name: JSON, to be kept or lost at will. */
export type JournalPosition = Readonly<Record<string, number>>;

/** What was read of a day. */
export interface JournalReading {
  /** The first access of each user to each resource, in the order of time. */
  readonly entries: readonly JournalEntry[];
  /** Entries left out because there were too many, see {@link FirstAccessLimits}. */
  readonly beyondLimit: number;
  /** Where the next reading may go on. */
  readonly position: JournalPosition;
  /** Lines that are no entries of that day, by the name of the blob; blobs without any are left out. */
  readonly damaged: Readonly<Record<string, number>>;
}

/** Ends what takes too long: the client has no time limit of its own, and a connection may hang. */
export interface JournalCall {
  readonly abortSignal?: AbortSignal;
}

/** Milliseconds for appending, retries and their waits included. */
export const appendLimit = 40_000;
const readLimit = 300_000;
/** A day of a shard that fills more is none, but a service that answers wrongly. */
const maxBlobs = 1_000;

/**
 * Accesses that were the first of their kind, by their UTC day, as many instances tell them at once: lines of append
 * blobs, in a container of their own. An access may be told more than once, late, and in any order; of those of one
 * user to one resource a reader sees the first.
 */
export class DayJournal {
  readonly #container: ContainerClient;
  readonly #options: JournalOptions;
  /** The number of the blob that was appended to last, by day. */
  readonly #numbers = new Map<string, number>();

  /** @throws JournalNameError where the shard cannot be part of a blob's name */
  constructor(container: ContainerClient, options: JournalOptions) {
    checkShard(options.shard);
    this.#container = container;
    this.#options = options;
  }

  /**
   * Appends entries to their days, in blocks of 4 MB at most. Where it fails some may have been appended: tell all of them
   * again.
   *
   * @throws JournalError
   */
  async append(
    entries: readonly JournalEntry[],
    now: Date,
    { abortSignal = AbortSignal.timeout(appendLimit) }: JournalCall = {},
  ): Promise<JournalWriting> {
    const days = this.#byDay(entries, now);
    let appended = 0;
    for (const [day, entriesOfDay] of days) {
      for (const block of journalBlocks(entriesOfDay)) await this.#append(day, block, abortSignal);
      appended += entriesOfDay.length;
    }
    return { appended, outside: entries.length - appended };
  }

  /**
   * The days there are, `2026-11-28`, earliest first.
   *
   * @throws JournalError
   */
  async days({ abortSignal = AbortSignal.timeout(readLimit) }: JournalCall = {}): Promise<string[]> {
    const { detector } = this.#options;
    const blobs = await this.#list(journalBlobs.folder(detector), abortSignal);
    return [...new Set(blobs.map(({ name }) => journalDay(detector, name)!))].sort();
  }

  /**
   * Reads a day, or what has come since an earlier reading. What is new may hold first accesses that the earlier reading
   * told already, even with a later time: put both into one {@link FirstAccesses}.
   *
   * @param day in UTC, `2026-11-28`
   * @param since the earlier reading's position; a blob it does not fit is read from its start
   * @throws JournalNameError where the day is none
   * @throws JournalError
   */
  async read(
    day: string,
    since: JournalPosition = {},
    { abortSignal = AbortSignal.timeout(readLimit) }: JournalCall = {},
  ): Promise<JournalReading> {
    checkDay(day);
    const first = new FirstAccesses(this.#options.limits ?? defaultFirstAccessLimits);
    const position: Record<string, number> = {};
    const damaged: Record<string, number> = {};
    const addOfDay = (entry: JournalEntry) => {
      if (utcDay(entry.time) !== day) return false;
      first.add(entry);
      return true;
    };
    for (const { name, size } of await this.#list(journalBlobs.day(this.#options.detector, day), abortSignal)) {
      const from = startIn(size, since[name]);
      const reading = await this.#ifThere(
        name,
        readJournalBlob(this.#container, name, { from, size, abortSignal }, addOfDay),
      );
      if (reading === undefined) continue;
      position[name] = reading.position;
      if (reading.damaged > 0) damaged[name] = reading.damaged;
    }
    return { entries: first.inOrder(), beyondLimit: first.beyondLimit, position, damaged };
  }

  /**
   * Deletes the days before one, and nothing that is not of the journal.
   *
   * @param day in UTC, `2026-11-28`
   * @throws JournalNameError where the day is none
   * @throws JournalError
   */
  async deleteBefore(day: string, { abortSignal = AbortSignal.timeout(readLimit) }: JournalCall = {}): Promise<void> {
    checkDay(day);
    const { detector } = this.#options;
    for (const { name } of await this.#list(journalBlobs.folder(detector), abortSignal)) {
      if (journalDay(detector, name)! < day) {
        await this.#ifThere(name, this.#container.deleteBlob(name, { deleteSnapshots: 'include', abortSignal }));
      }
    }
  }

  async #append(day: string, block: Buffer, abortSignal: AbortSignal): Promise<void> {
    const { detector, shard } = this.#options;
    const first = this.#numbers.get(day) ?? 0;
    for (let number = first; ; number++) {
      const name = journalBlobs.blob(detector, day, shard, number);
      try {
        await appendBlock(this.#container, this.#container.getAppendBlobClient(name), block, abortSignal);
        this.#numbers.set(day, number);
        return;
      } catch (error) {
        if (!takesNoMore(error) || number - first >= maxBlobs) throw this.#error(`${name} could not be written`, error);
      }
    }
  }

  /** Entries by day, of the days that are taken; what is remembered of other days is forgotten. */
  #byDay(entries: readonly JournalEntry[], now: Date): Map<string, JournalEntry[]> {
    const earliest = now.getTime() - (this.#options.days ?? 7) * millisecondsPerDay;
    const latest = now.getTime() + millisecondsPerDay;
    const firstDay = utcDay(earliest);
    for (const day of this.#numbers.keys()) if (day < firstDay) this.#numbers.delete(day);
    const taken = entries.filter(({ time }) => time >= earliest && time <= latest);
    return Map.groupBy(taken, ({ time }) => utcDay(time));
  }

  /** The journal's blobs under a prefix; none where there is no container yet. */
  async #list(prefix: string, abortSignal: AbortSignal): Promise<{ name: string; size: number }[]> {
    const blobs: { name: string; size: number }[] = [];
    try {
      for await (const { name, properties } of this.#container.listBlobsFlat({ prefix, abortSignal })) {
        if (journalDay(this.#options.detector, name) === undefined) continue;
        blobs.push({ name, size: properties.contentLength ?? 0 });
      }
    } catch (error) {
      if (statusOf(error) === 404) return [];
      throw this.#error(`${prefix} could not be listed`, error);
    }
    return blobs;
  }

  /** What a call to a blob results in; undefined where the blob has been deleted meanwhile. */
  async #ifThere<Result>(name: string, call: Promise<Result>): Promise<Result | undefined> {
    try {
      return await call;
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw this.#error(`${name} could not be read or deleted`, error);
    }
  }

  #error(what: string, cause: unknown): JournalError {
    return new JournalError(
      `In the journal, container ${this.#container.containerName}, ${what} (${describeStorageError(cause)}): check that ` +
        'the storage account is reachable and that the app holds Storage Blob Data Contributor on the container.',
      { cause },
    );
  }
}

/** Where to read on in a blob of this size; its start, where it has been replaced since or the place is none. */
function startIn(size: number, position = 0): number {
  return Number.isSafeInteger(position) && position >= 0 && position <= size ? position : 0;
}
