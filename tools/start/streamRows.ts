import { EventHubProducerClient } from '@azure/event-hubs';
import type { Row } from '../../shared/events/row';
import type { World } from './world';

/** Rows in one message; data export fills messages up to 1 MB, these are small enough to watch them pass. */
const rowsPerMessage = 50;

/** Sends rows to the event hub as data export does, many rows a message. Returns the number of messages. */
export async function streamRows(
  { connectionString, hub }: World['eventHubs'],
  rows: readonly Row[],
  onMessage: (sent: number, total: number) => void,
): Promise<number> {
  const producer = new EventHubProducerClient(connectionString, hub);
  const total = Math.ceil(rows.length / rowsPerMessage);
  try {
    for (let sent = 0; sent < total; sent++) {
      const records = rows.slice(sent * rowsPerMessage, (sent + 1) * rowsPerMessage);
      await producer.sendBatch([{ body: { records } }]);
      onMessage(sent + 1, total);
    }
  } finally {
    await producer.close();
  }
  return total;
}
