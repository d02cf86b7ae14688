import { type EventDataBatch, type EventHubClientOptions, EventHubProducerClient } from '@azure/event-hubs';
import { AzureCliCredential, type AzureCliCredentialOptions } from '@azure/identity';
import { ActionableError } from '../../../shared/errors';
import type { DeadLetter } from '../../../shared/storage/deadLetterLine';
import type { EventHubConnection } from './eventHubConnection';
import type { Outcome, Target } from './target';

/** The event hub could not be reached, or did not take a batch. */
export class HubError extends ActionableError {}

/** Four tries of half a minute each at most: an outage is told while somebody still watches. */
const clientOptions: EventHubClientOptions = {
  retryOptions: { maxRetries: 3, retryDelayInMs: 1_000, timeoutInMs: 30_000 },
};

/**
 * The client minds no time limit for a token. The app's own credential is not for it: that one hands out tokens as ended,
 * and this client, which handles a failed renewal itself, would renew them without a pause.
 */
const credentialOptions: AzureCliCredentialOptions = { processTimeoutInMs: 10_000 };

const empty: Outcome = {
  kind: 'unsendable',
  reason: 'emptyBody',
  detail: 'the body is empty, there is nothing to send.',
};

/**
 * Sends letters to the event hub, bodies to the byte, in batches as large as the hub takes. The hub chooses the
 * partition: the old one may be the one that is stuck.
 */
export function hubTarget(connection: EventHubConnection): Target {
  const producer = producerClient(connection);
  return {
    send: (letters) => new Sending(producer, connection.hub, letters).run(),
    close: () => producer.close(),
  };
}

function producerClient(connection: EventHubConnection): EventHubProducerClient {
  if ('connectionString' in connection) {
    return new EventHubProducerClient(connection.connectionString, connection.hub, clientOptions);
  }
  const { fullyQualifiedNamespace, hub } = connection;
  return new EventHubProducerClient(
    fullyQualifiedNamespace,
    hub,
    new AzureCliCredential(credentialOptions),
    clientOptions,
  );
}

/** Letters on their way, batch by batch. */
class Sending {
  readonly #outcomes: (Outcome | undefined)[];
  #batch: EventDataBatch | undefined;
  /** Of the letters in the open batch. */
  #open: number[] = [];

  constructor(
    readonly producer: EventHubProducerClient,
    readonly hub: string,
    readonly letters: readonly DeadLetter[],
  ) {
    this.#outcomes = letters.map(() => undefined);
  }

  async run(): Promise<Outcome[]> {
    const cause = await this.#sendAll().catch((error: unknown) => error);
    return this.#outcomes.map((outcome) => outcome ?? { kind: 'failed', error: hubError(this.hub, cause) });
  }

  async #sendAll(): Promise<void> {
    for (const [index, { body }] of this.letters.entries()) {
      if (body.length === 0) this.#outcomes[index] = empty;
      else await this.#add(index, Buffer.from(body.buffer, body.byteOffset, body.byteLength));
    }
    await this.#sendBatch();
  }

  async #add(index: number, body: Buffer): Promise<void> {
    this.#batch ??= await this.producer.createBatch();
    if (this.#batch.tryAdd({ body })) {
      this.#open.push(index);
    } else if (this.#open.length === 0) {
      this.#outcomes[index] = tooLarge(body.length, this.#batch.maxSizeInBytes);
    } else {
      await this.#sendBatch();
      await this.#add(index, body);
    }
  }

  async #sendBatch(): Promise<void> {
    if (this.#batch === undefined || this.#open.length === 0) return;
    await this.producer.sendBatch(this.#batch);
    for (const index of this.#open) this.#outcomes[index] = { kind: 'through' };
    this.#batch = undefined;
    this.#open = [];
  }
}

function tooLarge(size: number, limit: number): Outcome {
  const detail = `the body has ${size} bytes, the hub takes messages of ${limit}; send it with --to scorer.`;
  return { kind: 'unsendable', reason: 'tooLargeForHub', detail };
}

function hubError(hub: string, cause: unknown): HubError {
  const { code = '', message = String(cause) } = lastTry(cause) as { code?: string; message?: string };
  const [firstLine = ''] = message.split('\n');
  return new HubError(
    `Event hub ${hub} did not take the messages (${[code, firstLine].filter(Boolean).join(': ').slice(0, 300)}): check ` +
      'EVENTHUB and EVENTHUB_NAME, and that you ran "az login" and hold Azure Event Hubs Data Sender on the hub, or have a ' +
      'connection string that may send.',
    { cause },
  );
}

/** The client's retries end in an error without a message, which holds those of the single tries. */
function lastTry(cause: unknown): unknown {
  return cause instanceof AggregateError ? (cause.errors.at(-1) ?? cause) : cause;
}
