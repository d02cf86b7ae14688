import type { Random } from '../../../tools/sample/random';
import type { FaultCounts } from './faultCounts';
import type { Answer, Interception, PassingRequest } from './interceptingProxy';

/** Chances that a request meets a fault, while there are faults, by container: a publication makes ten requests. */
const faultChances: Readonly<Record<string, number>> = { 'dead-letters': 0.15, models: 0.04 };

/** 403 the client gives up on at once, the others it tries again. */
const storageFaults: readonly (Answer | 'reset')[] = [{ status: 403 }, { status: 403 }, { status: 503 }, 'reset'];

/** The moods of a storage account; the host's own blobs are left alone, for what becomes of them is the host's affair. */
export class FaultyStorage {
  isFaulty = true;

  constructor(
    readonly random: Random,
    readonly counts: FaultCounts,
  ) {}

  readonly onReceived = ({ path }: PassingRequest): Interception => {
    const container = path.split(/[/?]/)[2] ?? '';
    if (!this.isFaulty || this.random.next() >= (faultChances[container] ?? 0)) return 'pass';
    const fault = this.random.pick(storageFaults);
    this.counts.add(`storage ${fault === 'reset' ? fault : fault.status}`);
    return fault;
  };
}
