import { gzipSync } from 'node:zlib';
import type { Random } from '../../../tools/sample/random';
import { expectedFindings, type SentMessage, type TrueAccess } from './expectation';

/** The client of every access whose row the ingestion service refuses while it does. */
export const poisonAddress = '10.66.6.6';

const tenant = '6f1c6b52-3a05-4c1e-9d6e-0d5a9c6f2b11';

/** Who and what there is: models are trained on them, messages tell of them. */
export const company = {
  tenant,
  accounts: Array.from({ length: 12 }, (_, index) => `CONTOSO\\User${index}`),
  shares: Array.from({ length: 8 }, (_, index) => ({
    computer: `FS0${1 + (index % 2)}.contoso.local`,
    share: `Share${index}`,
  })),
};

/** What the messages of a run are like. */
export interface WorkloadOptions {
  /** Most rows in a message. */
  readonly rowsInMessage: number;
  /** Rates, from 0 to 1, of messages that hold no rows, and of those with one row that the service refuses. */
  readonly unreadable: number;
  readonly poison: number;
  /** Rate of rows that are no accesses. */
  readonly noise: number;
  /** Whether names are so long that findings of one batch do not fit into one request. */
  readonly longNames: boolean;
}

/** Makes messages as data export sends them, good and bad, and says what must become of each. */
export class Workload {
  readonly #random: Random;
  readonly #options: WorkloadOptions;
  #accesses = 0;

  constructor(random: Random, options: WorkloadOptions) {
    this.#random = random;
    this.#options = options;
  }

  /** @param now milliseconds since 1970; what the message tells of has happened within the hour before */
  message(now: number): SentMessage {
    if (this.#random.next() < this.#options.unreadable) return this.#unreadable();
    const accesses = Array.from({ length: 1 + this.#random.below(this.#options.rowsInMessage) }, () =>
      this.#access(now),
    );
    if (this.#random.next() < this.#options.poison) {
      accesses.push({ ...this.#access(now), account: `CONTOSO\\Poison${this.#accesses}`, ipAddress: poisonAddress });
    }
    return this.#send(accesses);
  }

  /** A message that is worth a finding whoever scores it, or nobody: its user is new. */
  freshMessage(now: number): SentMessage {
    return this.#send([{ ...this.#access(now), account: 'CONTOSO\\Fresh' }]);
  }

  #access(now: number): TrueAccess {
    this.#accesses += 1;
    const random = this.#random;
    const padding = this.#options.longNames ? 'x'.repeat(900) : '';
    const stranger = this.#options.longNames || random.next() < 0.1 ? `${this.#accesses}` : '';
    const { computer, share } = random.pick(company.shares);
    return {
      tenant,
      account: `${random.pick(company.accounts)}${stranger}${padding}`,
      computer: `${padding}${computer}`,
      share: `${share}${padding}`,
      ipAddress: `10.1.${random.below(4)}.${1 + random.below(200)}`,
      // Each at a time of its own, so that it is clear which is the first of several.
      time: now - 3_600_000 + random.below(3_000) * 1000 + (this.#accesses % 1000),
      itemId: random.next() < 0.9 ? random.uuid() : '',
    };
  }

  #send(accesses: readonly TrueAccess[]): SentMessage {
    const rows: unknown[] = [];
    for (const access of accesses) {
      while (this.#random.next() < this.#options.noise) rows.push(this.#noise(access));
      rows.push(rowOf(access, this.#random));
      // Data export may repeat a row; a row without an id can't be known to be a copy.
      if (access.itemId !== '' && this.#random.next() < this.#options.noise) rows.push(rowOf(access, this.#random));
    }
    const envelope = this.#random.pick([{ records: rows }, rows]);
    const text = this.#random.next() < 0.05 ? rows.map((row) => JSON.stringify({ records: [row] })).join('\n') : null;
    const json = Buffer.from(text ?? JSON.stringify(envelope));
    return {
      body: this.#random.next() < 0.1 ? gzipSync(json) : json,
      rows: rows.length,
      skippedRows: rows.length - accesses.length,
      unreadable: undefined,
      isPoisoned: accesses.some(({ ipAddress }) => ipAddress === poisonAddress),
      findings: expectedFindings(accesses),
    };
  }

  /** A row that is none, or none of this detector's. */
  #noise(access: TrueAccess): unknown {
    const row = rowOf(access, this.#random);
    return this.#random.pick<unknown>([
      null,
      'text',
      ['no', 'row'],
      {},
      JSON.parse('{"__proto__":{"EventID":5140},"constructor":{"prototype":1}}'),
      { ...row, EventID: 4624, _ItemId: this.#random.uuid() },
      { ...row, Account: 'CONTOSO\\FS01$', SubjectAccount: 'CONTOSO\\FS01$' },
      { ...row, ShareName: '\\\\*\\IPC$' },
      { ...row, TimeGenerated: 'yesterday' },
      { ...row, Computer: '-' },
      { ...row, Type: 'Syslog' },
    ]);
  }

  #unreadable(): SentMessage {
    const [reason, body] = this.#random.pick<readonly [string, Buffer]>([
      ['emptyBody', Buffer.alloc(0)],
      ['emptyBody', Buffer.from(' \n\t ')],
      ['notJson', Buffer.from(`not JSON ${this.#random.uuid()}`)],
      ['notJson', Buffer.from('{"records":[{"EventID":5140')],
      ['notJson', this.#random.bytes(40).fill(0xff, 0, 3)],
      ['corruptGzip', gzipSync('{"records":[]}').subarray(0, 20)],
      ['noRecords', Buffer.from(`"${this.#random.uuid()}"`)],
      ['noRecords', Buffer.from('{"__proto__":{"records":[]}}')],
      ['noRecords', Buffer.from('{"records":{"length":1}}')],
    ]);
    return { body: Buffer.from(body), rows: 1, skippedRows: 0, unreadable: reason, isPoisoned: false, findings: [] };
  }
}

/** The row of an access as data export writes it; columns may be left out, and the same type is not always the same. */
function rowOf({ tenant, account, computer, share, ipAddress, time, itemId }: TrueAccess, random: Random): object {
  return {
    TenantId: tenant,
    TimeGenerated: new Date(time).toISOString().replace('Z', '0000Z'),
    Account: account,
    SubjectAccount: account,
    Computer: computer,
    EventID: random.next() < 0.5 ? 5140 : '5140',
    IpAddress: ipAddress,
    ShareName: `\\\\*\\${share}`,
    Type: 'SecurityEvent',
    ...(itemId !== '' && { _ItemId: itemId }),
  };
}
