import { countOffsets, sortByKey } from './countingSort';

/** A sparse matrix in compressed rows: the entries of row r are at offsets[r] to offsets[r + 1] of the other two. */
export interface SparseRows {
  readonly offsets: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
}

/** Compresses entries (row, column, value) in any order; those of one row keep theirs. */
export function compressRows(
  rows: Int32Array,
  columns: Int32Array,
  values: Float32Array,
  rowCount: number,
): SparseRows {
  const order = sortByKey(rows, rowCount);
  return {
    offsets: countOffsets(rows, rowCount),
    columns: order.map((entry) => columns[entry]!),
    values: Float32Array.from(order, (entry) => values[entry]!),
  };
}
