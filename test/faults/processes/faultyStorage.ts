import type { Random } from '../../../tools/sample/random';
import type { FaultCounts } from './faultCounts';
import type { Answer, Interception, PassingRequest } from './interceptingProxy';

/** Chance that a request for dead letters or models meets a fault, while there are faults. */
const faultChance = 0.08;

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
    if (!this.isFaulty || !/\/(dead-letters|models)\b/.test(path) || this.random.next() >= faultChance) return 'pass';
    const fault = this.random.pick(storageFaults);
    this.counts.add(`storage ${fault === 'reset' ? fault : fault.status}`);
    return fault;
  };
}
