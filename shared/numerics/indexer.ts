import { compareUtf8 } from './utf8Order';

/** A partition and its distinct values, in order. */
export interface OrderedValues {
  readonly partition: string;
  readonly values: readonly string[];
}

/**
 * Numbers the distinct values of each partition from 1, ordered by (partition, value) as UTF-8 bytes order.
 * (SynapseML's IdIndexer.)
 */
export class Indexer {
  /** Distinct partitions, ordered. */
  readonly partitions: readonly string[];
  /** Distinct values of all partitions, ordered by (partition, value). */
  readonly values: readonly string[];
  /** Where each partition's values start in `values`, and where the last ends: `partitions.length + 1` offsets. */
  readonly starts: Int32Array;
  /** Position in `partitions` of each of `values`. */
  readonly partitionOf: Int32Array;
  readonly #resetPerPartition: boolean;

  /**
   * @param ordered distinct partitions in order, all of well-formed Unicode.
   * @param resetPerPartition whether numbers start again at 1 in each partition, or run on.
   */
  constructor(ordered: readonly OrderedValues[], resetPerPartition = false) {
    this.partitions = ordered.map(({ partition }) => partition);
    this.values = ordered.flatMap(({ values }) => values);
    this.starts = new Int32Array(ordered.length + 1);
    this.partitionOf = new Int32Array(this.values.length);
    ordered.forEach(({ values }, i) => {
      this.starts[i + 1] = this.starts[i]! + values.length;
      this.partitionOf.fill(i, this.starts[i], this.starts[i + 1]);
    });
    this.#resetPerPartition = resetPerPartition;
  }

  /** Number of a value, 1 and up; 0 if it is unknown. */
  indexOf(partition: string, value: string): number {
    const i = find(this.partitions, partition, 0, this.partitions.length);
    const position = i < 0 ? -1 : find(this.values, value, this.starts[i]!, this.starts[i + 1]!);
    return position < 0 ? 0 : this.#firstIndex(i) + position - this.starts[i]!;
  }

  /** The value a number stands for, undefined if it stands for none of the partition. */
  valueAt(partition: string, index: number): string | undefined {
    const i = find(this.partitions, partition, 0, this.partitions.length);
    if (i < 0) return undefined;
    const position = this.starts[i]! + index - this.#firstIndex(i);
    return position >= this.starts[i]! && position < this.starts[i + 1]! ? this.values[position] : undefined;
  }

  /** The partitions and values of which some are kept: those at positions where `isKept` is 1. */
  filter(isKept: Uint8Array): Indexer {
    const ordered = this.partitions.map((partition, i) => {
      const start = this.starts[i]!;
      const values = this.values.slice(start, this.starts[i + 1]);
      return { partition, values: values.filter((_, position) => isKept[start + position] === 1) };
    });
    return new Indexer(
      ordered.filter(({ values }) => values.length > 0),
      this.#resetPerPartition,
    );
  }

  #firstIndex(partition: number): number {
    return this.#resetPerPartition ? 1 : 1 + this.starts[partition]!;
  }
}

/** Position of a value among those from `from` to `to`, which are in order; -1 if it is not there. */
function find(ordered: readonly string[], value: string, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ordered[middle] === value) return middle;
    if (compareUtf8(ordered[middle]!, value) < 0) low = middle + 1;
    else high = middle;
  }
  return -1;
}
