import type { LogsIngestionClient } from '@azure/monitor-ingestion';
import { ActionableError } from '../errors';
import { type RefusedRow, type RequestBody, requestBodies } from './requestBodies';
import { type Stream, uploadRows } from './uploadRows';

/** What became of rows: each is in exactly one of `delivered`, `refused`, `late` and `error.undelivered`. */
export interface Delivery<Row> {
  readonly delivered: readonly Row[];
  /** Sending these again can't help. */
  readonly refused: readonly RefusedRow<Row>[];
  /** Not sent, because time was up while all was going well. */
  readonly late: readonly Row[];
  /** Set when rows are left that must be sent again. */
  readonly error?: DeliveryError<Row>;
}

/** Rows that could not be delivered now and must be sent again; some of them may have arrived. */
export class DeliveryError<Row = unknown> extends ActionableError {
  constructor(
    readonly undelivered: readonly Row[],
    cause: unknown,
  ) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`${undelivered.length} rows could not be delivered and are to be sent again: ${reason}`, { cause });
  }
}

export interface DeliveryOptions {
  /** Requests under way at a time, 1 to 5. */
  readonly concurrency?: number;
  /** Milliseconds from `since` on in which requests are begun. */
  readonly timeLimit?: number;
  /** When the time began, as `performance.now()` tells it; now by default. */
  readonly since?: number;
  /** Milliseconds for one request, retries and their waits included; what takes longer counts as an outage. */
  readonly requestLimit?: number;
  /** Most requests spent on looking for the rows that make a body refused; no more than half of the time either. */
  readonly searchLimit?: number;
}

/** Milliseconds for one request where nothing else is said. */
export const defaultRequestLimit = 40_000;

/**
 * Delivers rows: packs them into bodies, sends those a few at a time, and halves a body that is refused for its
 * content until the rows at fault stand alone. Once a request fails for a reason that may pass, or time is up, none is
 * begun any more. Never throws.
 */
export async function deliverRows<Row extends object>(
  client: LogsIngestionClient,
  stream: Stream,
  rows: readonly Row[],
  options: DeliveryOptions = {},
): Promise<Delivery<Row>> {
  const { concurrency = 3, timeLimit = 120_000, requestLimit = defaultRequestLimit, searchLimit = 2048 } = options;
  const now = performance.now();
  const end = (options.since ?? now) + timeLimit;
  const { bodies, unsendable } = requestBodies(rows);
  const search = new PoisonSearch(searchLimit, (now + end) / 2);
  const run = new DeliveryRun<Row>(client, stream, { end, requestLimit }, search);
  const queue = bodies.values();
  const sender = async (): Promise<void> => {
    for (const body of queue) await run.send(body);
  };
  await Promise.all(Array.from({ length: concurrency }, sender));
  return run.result(unsendable);
}

type Piece<Row> = Pick<RequestBody<Row>, 'rows' | 'sent'>;

/**
 * Requests before the search gives up as long as none is accepted: it is the rule or the stream that is wrong then, and
 * not the rows. Three bodies of thousands of rows, halved down to the first row, take less.
 */
const hopelessSearches = 128;

/** How far the search for rows at fault may go. */
class PoisonSearch {
  #spent = 0;

  constructor(
    readonly limit: number,
    readonly deadline: number,
  ) {}

  /** Whether a body may be halved, which takes two requests more. */
  mayHalve(isAnyAccepted: boolean): boolean {
    const limit = isAnyAccepted ? this.limit : Math.min(this.limit, hopelessSearches);
    if (this.#spent + 2 > limit || performance.now() > this.deadline) return false;
    this.#spent += 2;
    return true;
  }
}

class DeliveryRun<Row> {
  readonly #delivered: Row[] = [];
  readonly #refused: RefusedRow<Row>[] = [];
  readonly #late: Row[] = [];
  readonly #undelivered: Row[] = [];
  #failure: Error | undefined;

  constructor(
    readonly client: LogsIngestionClient,
    readonly stream: Stream,
    readonly time: { readonly end: number; readonly requestLimit: number },
    readonly search: PoisonSearch,
  ) {}

  /**
   * Sends a body and, as long as they are refused, its halves: by turns the largest left and the smallest, so that some
   * are soon accepted, whether rows at fault stand together or every large piece holds one.
   */
  async send(body: Piece<Row>): Promise<void> {
    const pieces = [body];
    for (let turn = 0; pieces.length > 0; turn++) {
      const piece = (turn % 2 === 0 ? pieces.shift() : pieces.pop())!;
      const outcome = await this.#sendPiece(piece);
      if (outcome === undefined) continue;
      if (outcome.status !== 404 && piece.rows.length > 1 && this.search.mayHalve(this.#delivered.length > 0)) {
        pieces.push(...halves(piece));
      } else {
        append(
          this.#refused,
          piece.rows.map((row) => ({ row, error: outcome.error })),
        );
      }
    }
  }

  /** Returns the outcome only if the piece is refused. */
  async #sendPiece({ rows, sent }: Piece<Row>) {
    if (this.#failure) return append(this.#undelivered, rows);
    if (performance.now() > this.time.end) return append(this.#late, rows);
    const outcome = await uploadRows(this.client, this.stream, sent, AbortSignal.timeout(this.time.requestLimit));
    if (outcome.kind === 'refused') return outcome;
    if (outcome.kind === 'delivered') return append(this.#delivered, rows);
    this.#failure ??= outcome.error;
    return append(this.#undelivered, rows);
  }

  result(unsendable: readonly RefusedRow<Row>[]): Delivery<Row> {
    const result = { delivered: this.#delivered, refused: [...unsendable, ...this.#refused] };
    if (this.#failure === undefined) return { ...result, late: this.#late };
    return { ...result, late: [], error: new DeliveryError([...this.#undelivered, ...this.#late], this.#failure) };
  }
}

/** Not push(...items): a body may hold more rows than a call can have arguments. */
function append<Item>(list: Item[], items: readonly Item[]): undefined {
  for (const item of items) list.push(item);
}

function halves<Row>({ rows, sent }: Piece<Row>): Piece<Row>[] {
  const middle = Math.ceil(rows.length / 2);
  return [
    { rows: rows.slice(0, middle), sent: sent.slice(0, middle) },
    { rows: rows.slice(middle), sent: sent.slice(middle) },
  ];
}
