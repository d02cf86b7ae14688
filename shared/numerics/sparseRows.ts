import { countOffsets } from './countingSort';

/** A sparse matrix in compressed rows: the entries of row r are at offsets[r] to offsets[r + 1] of the other two. */
export interface SparseRows {
  readonly offsets: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
}

/**
 * Compresses entries (row, column, value) in any order; those of one row keep theirs.
 *
 * @param compressed arrays to write to, of the right lengths; by default new ones.
 */
export function compressRows(
  rows: Int32Array,
  columns: Int32Array,
  values: Float32Array,
  rowCount: number,
  compressed: SparseRows = {
    offsets: new Int32Array(rowCount + 1),
    columns: new Int32Array(rows.length),
    values: new Float32Array(rows.length),
  },
): SparseRows {
  const next = countOffsets(rows, rowCount);
  compressed.offsets.set(next);
  for (let entry = 0; entry < rows.length; entry++) {
    const position = next[rows[entry]!]!++;
    compressed.columns[position] = columns[entry]!;
    compressed.values[position] = values[entry]!;
  }
  return compressed;
}
