import type { EventHubProducerClient } from '@azure/event-hubs';
import type { FindingsLedger } from './findingsLedger';
import { type MessageSupply, rowsPerMessage } from './messageSupply';
import type { RowAccounts } from './rowAccounts';

/** Rows sent and not yet dealt with, at most: enough for every partition to be busy. */
const backlog = 64 * rowsPerMessage;

/** Sends rows as fast as the functions deal with them. */
export class RowStream {
  messages = 0;
  rows = 0;
  /** Messages that cannot be read. */
  unreadable = 0;

  constructor(
    readonly producer: EventHubProducerClient,
    readonly supply: MessageSupply,
    readonly accounts: RowAccounts,
    readonly findings: FindingsLedger,
  ) {}

  async sendMessage(): Promise<void> {
    await this.until(backlog);
    const message = this.supply.next();
    this.findings.expect(message);
    await this.producer.sendBatch([{ body: message.body }]);
    this.messages++;
    this.rows += message.rows;
    if (message.isUnreadable) this.unreadable++;
  }

  /** Resolves when no more than so many rows are under way. */
  async until(rowsUnderWay: number): Promise<void> {
    while (this.rows - this.accounts.done > rowsUnderWay) await this.accounts.progress();
  }
}
