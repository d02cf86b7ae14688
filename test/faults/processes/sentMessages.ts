import { gzipSync } from 'node:zlib';
import { EventHubProducerClient } from '@azure/event-hubs';
import type { EventHubMessage } from '../../../shared/events/eventHubMessage';
import { type Company, type Employee, inventCompany } from '../../../tools/sample/company';
import type { Random } from '../../../tools/sample/random';
import { logonRow, machineAccessRow, shareAccessRow } from '../../../tools/sample/securityEventRow';

/** An account whose findings the table refuses. */
export const poisonAccount = 'CONTOSO\\poison';

export interface SentMessage extends EventHubMessage {
  readonly body: Buffer;
  readonly kind: 'rows' | 'poison' | 'unreadable';
  /** Rows that are accesses of people, and so must be scored. */
  readonly accesses: number;
  /** All rows; an unreadable message counts as one. */
  readonly rows: number;
}

/** Sends messages to an event hub and remembers every one, with its place in the hub. */
export class SentMessages {
  readonly all: SentMessage[] = [];
  readonly #company: Company;
  readonly #producer: EventHubProducerClient;
  readonly #ends: number[];

  constructor(
    hub: { readonly connectionString: string; readonly name: string; readonly partitions: number },
    readonly random: Random,
  ) {
    this.#company = inventCompany(random);
    this.#producer = new EventHubProducerClient(hub.connectionString, hub.name);
    this.#ends = Array.from({ length: hub.partitions }, () => 0);
  }

  async send(kind: SentMessage['kind']): Promise<SentMessage> {
    const partition = this.random.below(this.#ends.length);
    const content = kind === 'unreadable' ? { body: this.#garbage(), accesses: 0, rows: 1 } : this.#rows(kind);
    await this.#producer.sendBatch([{ body: content.body }], { partitionId: String(partition) });
    const sequenceNumber = String(this.#ends[partition]!++);
    const message = { ...content, kind, partition: String(partition), sequenceNumber, offset: '', enqueuedTime: '' };
    this.all.push(message);
    return message;
  }

  close(): Promise<void> {
    return this.#producer.close();
  }

  #rows(kind: 'rows' | 'poison'): Pick<SentMessage, 'body' | 'accesses' | 'rows'> {
    const { random } = this;
    const time = new Date(Date.now() - 60_000);
    const accesses = Array.from({ length: 1 + random.below(20) }, () => {
      const employee = random.pick(random.pick(this.#company.departments).employees);
      return shareAccessRow(employee, random.pick(employee.shares), time, random);
    });
    if (kind === 'poison') accesses.push(shareAccessRow(this.#poison(), this.#company.publicShare, time, random));
    const others = [machineAccessRow('DC01', time, random), logonRow(this.#poison(), 'fs01', time, random)];
    const records = random.shuffled([...accesses, ...others.slice(0, random.below(3))]);
    const text = Buffer.from(JSON.stringify({ records }));
    const body = random.next() < 0.2 ? gzipSync(text) : text;
    return { body, accesses: accesses.length, rows: records.length };
  }

  #poison(): Employee {
    return { ...this.#company.departments[0]!.employees[0]!, account: poisonAccount };
  }

  /** What no reader makes rows of, in several ways. */
  #garbage(): Buffer {
    const { random } = this;
    return random.pick([
      () => Buffer.concat([Buffer.from([0, 255]), random.bytes(1 + random.below(500))]),
      () => Buffer.from(`{"records":[{"EventID":5140,"_ItemId":"${random.uuid()}"`),
      () => gzipSync(random.bytes(100)).subarray(0, 60),
      () => Buffer.from(JSON.stringify({ hello: random.uuid() })),
      () => Buffer.alloc(0),
    ])();
  }
}
