import { EventHubProducerClient } from '@azure/event-hubs';
import type { Row } from '../../shared/events/row';
import type { World } from './world';

/** Rows in one message; data export fills messages up to 1 MB, smaller ones can be watched passing. */
const rowsPerMessage = 50;
/** An event hub takes 1 MiB (1,048,576 bytes), properties and framing included. */
const bytesPerMessage = 1_000_000;

export interface Streamed {
  readonly messages: number;
  /** Rows that no message can hold. */
  readonly tooLarge: number;
}

/** Sends rows to the event hub as data export does, many rows a message. */
export async function streamRows(
  { connectionString, hub }: World['eventHubs'],
  rows: readonly Row[],
  onMessage: (sent: number, total: number) => void,
): Promise<Streamed> {
  const texts = rows.map((row) => JSON.stringify(row));
  const fitting = texts.filter((text) => Buffer.byteLength(text) <= bytesPerMessage);
  const messages = [...inMessages(fitting)];
  const producer = new EventHubProducerClient(connectionString, hub);
  try {
    for (const [index, message] of messages.entries()) {
      await producer.sendBatch([{ body: Buffer.from(`{"records":[${message.join(',')}]}`) }]);
      onMessage(index + 1, messages.length);
    }
  } finally {
    await producer.close();
  }
  return { messages: messages.length, tooLarge: texts.length - fitting.length };
}

function* inMessages(texts: readonly string[]): Generator<string[]> {
  let message: string[] = [];
  let bytes = 0;
  for (const text of texts) {
    const size = Buffer.byteLength(text) + 1;
    if (message.length === rowsPerMessage || (message.length > 0 && bytes + size > bytesPerMessage)) {
      yield message;
      [message, bytes] = [[], 0];
    }
    message.push(text);
    bytes += size;
  }
  if (message.length > 0) yield message;
}
