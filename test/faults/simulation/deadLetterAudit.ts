import type { BlobChange, BlobService } from '../world/blobService';
import type { EventHub, StoredEvent } from './eventHub';
import type { Invocation } from './invocation';
import type { Journal } from './journal';

export const deadLetterContainer = 'dead-letters';

/** Reasons for which a letter is worth sending again once faults and poison are gone. */
export const replayableReasons = ['deadline', 'refused'];

/** Milliseconds within which the search for rows at fault never gives up and leaves good ones with them. */
const searchTime = 30_000;

/** Reads each dead-letter blob as it is written and holds it against what was sent. */
export class DeadLetterAudit {
  /** Events that were parked, with the reasons. */
  readonly parked = new Map<StoredEvent, Set<string>>();
  /** Blobs by invocation. */
  readonly #blobs = new Map<string, string>();
  readonly #storage: BlobService;
  readonly #hub: EventHub;
  readonly #journal: Journal;
  /** When each invocation began, in milliseconds since 1970. */
  readonly #began = new Map<string, number>();
  readonly #mayRefuseAnything: boolean;
  #mayChange = false;

  /** @param mayRefuseAnything whether the ingestion service may refuse rows that are good */
  constructor(storage: BlobService, hub: EventHub, journal: Journal, mayRefuseAnything: boolean) {
    this.#mayRefuseAnything = mayRefuseAnything;
    this.#storage = storage;
    this.#hub = hub;
    this.#journal = journal;
    storage.listeners.push((change) => {
      if (change.container === deadLetterContainer) this.#look(change);
    });
  }

  began({ id, startedAt }: Invocation): void {
    this.#began.set(id, startedAt);
  }

  /** From now on letters are replayed: their blobs change by right. */
  allowChanges(): void {
    this.#mayChange = true;
  }

  /** Places, `partition/sequence number`, of the events whose letters are there now. */
  places(): Set<string> {
    const names = this.#storage.names(deadLetterContainer);
    const lines = names.flatMap((name) =>
      this.#storage.read(deadLetterContainer, name)!.toString().trimEnd().split('\n'),
    );
    const letters = lines.map((line): Record<string, unknown> => JSON.parse(line));
    return new Set(letters.map(({ partition, sequenceNumber }) => `${partition}/${sequenceNumber}`));
  }

  #look({ kind, container, name }: BlobChange): void {
    if (kind !== 'created') {
      if (!this.#mayChange) this.#journal.fail(`dead letters ${kind}: ${name}`);
      return;
    }
    const invocationId = /([0-9a-f-]{36})-[0-9a-f]{12}\.jsonl$/.exec(name)?.[1] ?? name;
    const other = this.#blobs.get(invocationId);
    if (other !== undefined) this.#journal.fail(`two blobs of dead letters of one invocation: ${other}, ${name}`);
    this.#blobs.set(invocationId, name);
    const lines = this.#storage.read(container, name)!.toString().split('\n');
    if (lines.pop() !== '') this.#journal.fail(`dead letters without an end: ${name}`);
    const isHurried = Date.now() - (this.#began.get(invocationId) ?? 0) > searchTime;
    for (const line of lines) this.#check(JSON.parse(line), name, isHurried);
  }

  #check(letter: Record<string, unknown>, blob: string, isHurried: boolean): void {
    const event = this.#hub.events(String(letter.partition))?.[Number(letter.sequenceNumber)];
    const body = Buffer.from(String(letter.body), letter.encoding as BufferEncoding);
    const reason = String(letter.reason);
    this.#journal.parked.add(reason);
    if (event === undefined || !event.message.body.equals(body)) {
      this.#journal.fail(`a dead letter that nobody sent: ${letter.partition}/${letter.sequenceNumber} in ${blob}`);
      return;
    }
    const { unreadable, isPoisoned } = event.message;
    const isRefusable = unreadable === undefined && (isPoisoned || isHurried || this.#mayRefuseAnything);
    if (reason !== unreadable && reason !== 'deadline' && !(reason === 'refused' && isRefusable)) {
      this.#journal.fail(`a dead letter for the reason ${reason}, poisoned ${isPoisoned}, ${unreadable}: ${blob}`);
    }
    const reasons = this.parked.get(event);
    if (reasons === undefined) this.parked.set(event, new Set([reason]));
    else reasons.add(reason);
  }
}
