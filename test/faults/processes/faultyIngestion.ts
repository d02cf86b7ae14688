import { gunzipSync } from 'node:zlib';
import type { Random } from '../../../tools/sample/random';
import type { FaultCounts } from './faultCounts';
import type { Answer, Interception, PassingRequest } from './interceptingProxy';
import { poisonAccount } from './sentMessages';

/** 403 the client gives up on at once, the others it tries again. */
const serviceFaults: readonly (Answer | 'reset')[] = [
  { status: 403 },
  { status: 429, headers: { 'retry-after': '1' } },
  { status: 500 },
  { status: 503 },
  { status: 503, headers: { 'retry-after': '1' } },
  'reset',
];

/** Chance that a request meets a fault, while there are faults. */
const faultChance = 0.12;

/** The moods of the Logs Ingestion API: it refuses rows of one account for good, and now and then any request. */
export class FaultyIngestion {
  isFaulty = true;

  constructor(
    readonly random: Random,
    readonly counts: FaultCounts,
  ) {}

  readonly onReceived = (request: PassingRequest): Interception => {
    if (this.isFaulty && this.random.next() < faultChance) {
      const fault = this.random.pick(serviceFaults);
      this.counts.add(`ingestion ${fault === 'reset' ? fault : fault.status}`);
      return fault;
    }
    if (!holdsPoison(request.body)) return 'pass';
    this.counts.add('ingestion 400');
    const body = JSON.stringify({ error: { code: 'InvalidRow', message: 'A row does not fit the stream.' } });
    return { status: 400, headers: { 'content-type': 'application/json' }, body };
  };

  /** Loses the answer to a request that was served. */
  readonly onServed = (): 'pass' | 'reset' => {
    if (!this.isFaulty || this.random.next() >= faultChance / 3) return 'pass';
    this.counts.add('ingestion answer lost');
    return 'reset';
  };
}

function holdsPoison(body: Buffer): boolean {
  const rows = JSON.parse(gunzipSync(body).toString()) as { readonly User: string }[];
  return rows.some(({ User: user }) => user.toLowerCase() === poisonAccount.toLowerCase());
}
