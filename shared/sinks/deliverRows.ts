import type { LogsIngestionClient } from '@azure/monitor-ingestion';
import { ActionableError } from '../errors';
import { type RefusedRow, type RequestBody, requestBodies } from './requestBodies';
import { type Stream, uploadRows } from './uploadRows';

/** What became of rows: each is in exactly one of `delivered`, `refused` and `error.undelivered`. */
export interface Delivery<Row> {
  readonly delivered: readonly Row[];
  /** Sending these again can't help. */
  readonly refused: readonly RefusedRow<Row>[];
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
  /** Milliseconds for all of it, retries and their waits included. */
  readonly timeLimit?: number;
  /** Most requests spent on looking for the rows that make a body refused. */
  readonly searchLimit?: number;
}

/**
 * Delivers rows: packs them into bodies, sends those a few at a time, and halves a body that is refused for its
 * content until the rows at fault stand alone. Once a request fails for a reason that may pass, none is started any more.
 * Never throws.
 */
export async function deliverRows<Row extends object>(
  client: LogsIngestionClient,
  stream: Stream,
  rows: readonly Row[],
  options: DeliveryOptions = {},
): Promise<Delivery<Row>> {
  const { concurrency = 3, timeLimit = 120_000, searchLimit = 512 } = options;
  const { bodies, unsendable } = requestBodies(rows);
  const run = new DeliveryRun<Row>(client, stream, AbortSignal.timeout(timeLimit), searchLimit);
  const queue = bodies.values();
  const sender = async (): Promise<void> => {
    for (const body of queue) await run.send(body);
  };
  await Promise.all(Array.from({ length: concurrency }, sender));
  return run.result(unsendable);
}

type Piece<Row> = Pick<RequestBody<Row>, 'rows' | 'sent'>;

class DeliveryRun<Row> {
  readonly #delivered: Row[] = [];
  readonly #refused: RefusedRow<Row>[] = [];
  readonly #undelivered: Row[] = [];
  #failure: Error | undefined;
  #searchesLeft: number;

  constructor(
    readonly client: LogsIngestionClient,
    readonly stream: Stream,
    readonly abortSignal: AbortSignal,
    searchLimit: number,
  ) {
    this.#searchesLeft = searchLimit;
  }

  async send({ rows, sent }: Piece<Row>): Promise<void> {
    if (this.#failure) return append(this.#undelivered, rows);
    const outcome = await uploadRows(this.client, this.stream, sent, this.abortSignal);
    if (outcome.kind === 'delivered') return append(this.#delivered, rows);
    if (outcome.kind === 'failed') {
      this.#failure ??= outcome.error;
      return append(this.#undelivered, rows);
    }
    if (outcome.status !== 404 && rows.length > 1 && this.#searchesLeft >= 2) {
      this.#searchesLeft -= 2;
      for (const half of halves({ rows, sent })) await this.send(half);
      return;
    }
    const { error } = outcome;
    append(
      this.#refused,
      rows.map((row) => ({ row, error })),
    );
  }

  result(unsendable: readonly RefusedRow<Row>[]): Delivery<Row> {
    const result = { delivered: this.#delivered, refused: [...unsendable, ...this.#refused] };
    return this.#failure ? { ...result, error: new DeliveryError(this.#undelivered, this.#failure) } : result;
  }
}

/** Not push(...items): a body may hold more rows than a call can have arguments. */
function append<Item>(list: Item[], items: readonly Item[]): void {
  for (const item of items) list.push(item);
}

function halves<Row>({ rows, sent }: Piece<Row>): Piece<Row>[] {
  const middle = Math.ceil(rows.length / 2);
  return [
    { rows: rows.slice(0, middle), sent: sent.slice(0, middle) },
    { rows: rows.slice(middle), sent: sent.slice(middle) },
  ];
}
