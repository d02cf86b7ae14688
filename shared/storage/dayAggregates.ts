import type { ContainerClient } from '@azure/storage-blob';
import type { AccessPart, GrowingMemory } from '../detectors/detector';
import { ActionableError } from '../errors';
import type { ExportDay } from '../events/exportBlobs';
import { type AggregateRules, aggregateBlobs, aggregateDay, fingerprint } from './aggregateLayout';
import { creatingContainer } from './creatingContainer';
import { type FolderEntry, ledgerContent, readLedger } from './dayLedger';
import { asModelStoreError } from './modelStore';
import { describeStorageError, statusOf } from './storageErrors';

/** A folder of an export that has been read: from which blobs, with which counts, and its accesses. */
export interface FolderAggregate extends FolderEntry {
  readonly part: AccessPart;
}

/**
 * What has been read of an export, kept in the model container for the nights to come: one blob for each UTC day of each
 * workspace. It is written whole or not at all, and is a function of the blobs that it names, so that trainers who
 * write the same one at once do no harm.
 */
export class DayAggregates {
  /** Bytes of aggregates that were read and written. */
  readonly bytes = { read: 0, written: 0 };
  readonly #container: ContainerClient;
  readonly #rules: AggregateRules;
  readonly #warn: (message: string) => void;

  /** @param warn told of an aggregate that is of no use, could not be written, or not deleted */
  constructor(container: ContainerClient, rules: AggregateRules, warn: (message: string) => void) {
    this.#container = container;
    this.#rules = rules;
    this.#warn = warn;
  }

  /**
   * The folders of a day that were kept; none where there is no aggregate, or a damaged one, which is warned of.
   *
   * @throws ModelStoreError where the storage does not answer: no model could be published either
   */
  async load(day: ExportDay, memory: GrowingMemory): Promise<readonly FolderAggregate[]> {
    const name = this.#nameOf(day);
    let bytes: Uint8Array;
    try {
      bytes = await this.#container.getBlobClient(name).downloadToBuffer();
    } catch (error) {
      if (statusOf(error) === 404) return [];
      throw asModelStoreError(error, name);
    }
    this.bytes.read += bytes.length;
    try {
      return this.#decode(bytes, name, day, memory);
    } catch (error) {
      if (!(error instanceof ActionableError)) throw error;
      this.#warn(`what was kept of a day is of no use, so that day is read anew: ${error.message}`);
      return [];
    }
  }

  /** Keeps the folders of a day in place of what was kept before. A failure is warned of: it costs no more than time. */
  async save(day: ExportDay, folders: readonly FolderAggregate[], memory: GrowingMemory): Promise<void> {
    const name = this.#nameOf(day);
    const ledger = ledgerContent({ rules: fingerprint(this.#rules), path: day.path, folders });
    const bytes = memory.encode(
      folders.map(({ part }) => part),
      ledger,
    );
    try {
      await creatingContainer(this.#container, () => this.#container.getBlockBlobClient(name).uploadData(bytes));
      this.bytes.written += bytes.length;
    } catch (error) {
      this.#warn(
        `${name} could not be written (${describeStorageError(error)}): its day is read anew the next time. Check that ` +
          'the app holds Storage Blob Data Contributor on the model container.',
      );
    }
  }

  /** Deletes the aggregates of days before `midnight`, whatever their rules, and nothing else. */
  async deleteBefore(midnight: number): Promise<void> {
    const { detector } = this.#rules;
    const firstDay = new Date(midnight).toISOString().slice(0, 10);
    try {
      for await (const { name } of this.#container.listBlobsFlat({ prefix: aggregateBlobs.folder(detector) })) {
        const day = aggregateDay(detector, name);
        if (day !== undefined && day < firstDay) await this.#container.getBlobClient(name).deleteIfExists();
      }
    } catch (error) {
      this.#warn(
        `aggregates of days before ${firstDay} could not be deleted (${describeStorageError(error)}): they are of no ` +
          'more use. Check that the app may list and delete blobs of the model container.',
      );
    }
  }

  #decode(bytes: Uint8Array, name: string, day: ExportDay, memory: GrowingMemory): FolderAggregate[] {
    const { content, parts } = memory.decode(bytes, name);
    const ledger = readLedger(content);
    const folders = ledger?.folders.map((folder, i) => ({ ...folder, part: parts[i] })) ?? [];
    const isOwn = ledger?.path === day.path && ledger.rules === fingerprint(this.#rules);
    if (isOwn && parts.length === folders.length && folders.every(isWhole(day))) return folders;
    throw new ForeignAggregateError(`aggregate ${name} is not one of ${day.path}, or contradicts itself`);
  }

  #nameOf({ workspace, from }: ExportDay): string {
    return aggregateBlobs.day(this.#rules, workspace, from);
  }
}

/** An aggregate lies where another one belongs. */
class ForeignAggregateError extends ActionableError {}

function isWhole(day: ExportDay) {
  return (folder: FolderEntry & { readonly part: AccessPart | undefined }): folder is FolderAggregate =>
    folder.part?.midnight === day.from && folder.part.total === folder.counts.accesses;
}
