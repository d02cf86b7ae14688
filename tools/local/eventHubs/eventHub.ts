import { createHash } from 'node:crypto';
import { Partition } from './partition';

/** An event hub: its partitions, its consumer groups, and the choice of a partition for an event. */
export class EventHub {
  readonly createdAt = new Date();
  readonly partitions: readonly Partition[];
  #next = 0;

  constructor(
    readonly name: string,
    partitions: number,
    readonly consumerGroups: readonly string[],
    retainedEvents?: number,
  ) {
    this.partitions = Array.from({ length: partitions }, (_, index) => new Partition(`${index}`, retainedEvents));
  }

  partition(id: string): Partition | undefined {
    return this.partitions.find((partition) => partition.id === id);
  }

  /** Events of one key share a partition; those without a key take turns. The service's own hash is not published. */
  partitionFor(partitionKey: string | undefined): Partition {
    const turn =
      partitionKey === undefined ? this.#next++ : createHash('sha256').update(partitionKey).digest().readUInt32BE();
    return this.partitions[turn % this.partitions.length]!;
  }
}
