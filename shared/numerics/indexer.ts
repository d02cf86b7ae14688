import { compareUtf8 } from './utf8Order';

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
  readonly #indices: ReadonlyMap<string, ReadonlyMap<string, number>>;

  /**
   * @param partitionOfRow partition of each row.
   * @param valueOfRow value of each row, well-formed Unicode.
   * @param resetPerPartition whether numbers start again at 1 in each partition, or run on.
   */
  constructor(partitionOfRow: readonly string[], valueOfRow: readonly string[], resetPerPartition = false) {
    const vocabularies = new Map<string, Set<string>>();
    partitionOfRow.forEach((partition, row) => {
      const vocabulary = vocabularies.get(partition);
      if (vocabulary) vocabulary.add(valueOfRow[row]!);
      else vocabularies.set(partition, new Set([valueOfRow[row]!]));
    });
    const ordered = [...vocabularies]
      .sort(([left], [right]) => compareUtf8(left, right))
      .map(([partition, vocabulary]) => ({ partition, values: [...vocabulary].sort(compareUtf8) }));

    this.partitions = ordered.map(({ partition }) => partition);
    this.values = ordered.flatMap(({ values }) => values);
    this.starts = new Int32Array(ordered.length + 1);
    ordered.forEach(({ values }, i) => {
      this.starts[i + 1] = this.starts[i]! + values.length;
    });
    this.partitionOf = Int32Array.from(ordered.flatMap(({ values }, i) => values.map(() => i)));
    this.#resetPerPartition = resetPerPartition;
    this.#indices = new Map(
      ordered.map(({ partition, values }, i) => {
        const first = this.#firstIndex(i);
        return [partition, new Map(values.map((value, position) => [value, first + position]))];
      }),
    );
  }

  /** Number of a value, 1 and up; 0 if it is unknown. */
  indexOf(partition: string, value: string): number {
    return this.#indices.get(partition)?.get(value) ?? 0;
  }

  /** The value a number stands for, undefined if it stands for none of the partition. */
  valueAt(partition: string, index: number): string | undefined {
    const i = this.partitions.indexOf(partition);
    if (i < 0) return undefined;
    const position = this.starts[i]! + index - this.#firstIndex(i);
    return position >= this.starts[i]! && position < this.starts[i + 1]! ? this.values[position] : undefined;
  }

  #firstIndex(partition: number): number {
    return this.#resetPerPartition ? 1 : 1 + this.starts[partition]!;
  }
}
