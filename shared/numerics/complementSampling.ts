import { countOffsets, sortByKey } from './countingSort';
import { countPartitions } from './moments';

/** A source of uniform integers in [0, bound). */
export interface IntegerSource {
  integerBelow(bound: number): number;
}

/** Tuples of small integers, column by column, each row in one partition. */
export interface TupleTable {
  readonly columns: readonly Int32Array[];
  readonly partitionOf: Int32Array;
}

/**
 * Samples tuples that do not occur: for every row, `factor` tuples are drawn with replacement, each coordinate uniform
 * between its least and greatest value in the row's partition; those that repeat or occur are dropped. The result is
 * ordered by partition and coordinates. (SynapseML's ComplementAccessTransformer, with a given source of randomness.)
 *
 * @param columns one array a coordinate, one entry a row.
 * @param factor draws per row, 0 and up.
 * @param partitionOf partition of each row, numbered from 0; by default all rows are of one.
 */
export function sampleComplement(
  columns: readonly Int32Array[],
  factor: number,
  random: IntegerSource,
  partitionOf: Int32Array = new Int32Array(columns[0]?.length ?? 0),
): TupleTable {
  const partitionCount = countPartitions(partitionOf);
  const order = sortByKey(partitionOf, partitionCount);
  const offsets = countOffsets(partitionOf, partitionCount);
  const samples: Sample[] = [];
  for (let partition = 0; partition < partitionCount; partition++) {
    const rows = order.subarray(offsets[partition], offsets[partition + 1]);
    if (rows.length > 0) samples.push({ partition, ...sampleCells(columns, rows, factor, random) });
  }
  return {
    columns: columns.map((_, axis) => concatenate(samples, ({ box, cells }) => coordinates(box[axis]!, cells))),
    partitionOf: concatenate(samples, ({ partition, cells }) => new Int32Array(cells.length).fill(partition)),
  };
}

/** Some cells of a box, ascending. */
interface SampledCells {
  readonly box: readonly Axis[];
  readonly cells: Float64Array;
}

interface Sample extends SampledCells {
  readonly partition: number;
}

/** One side of a box of integer cells, which are numbered in the order of their coordinates. */
interface Axis {
  readonly least: number;
  readonly extent: number;
  /** By how much the number of a cell grows with this coordinate. */
  readonly stride: number;
}

/** Sorts what is drawn, rather than to keep a set: sets end at 2^24 items, and take several times the memory. */
function sampleCells(
  columns: readonly Int32Array[],
  rows: Int32Array,
  factor: number,
  random: IntegerSource,
): SampledCells {
  const box = boundingBox(columns, rows);
  const drawn = new Float64Array(factor * rows.length);
  for (let i = 0; i < drawn.length; i++) {
    for (const { extent, stride } of box) drawn[i]! += random.integerBelow(extent) * stride;
  }
  const seen = new Float64Array(rows.length);
  box.forEach(({ least, stride }, axis) => {
    rows.forEach((row, i) => {
      seen[i]! += (columns[axis]![row]! - least) * stride;
    });
  });
  return { box, cells: distinctUnseen(drawn.sort(), seen.sort()) };
}

/** The distinct values of `drawn` that are not in `seen`, both ascending; written to the front of `drawn`. */
function distinctUnseen(drawn: Float64Array, seen: Float64Array): Float64Array {
  let count = 0;
  let next = 0;
  for (const cell of drawn) {
    while (seen[next]! < cell) next++;
    if (cell !== seen[next] && (count === 0 || cell !== drawn[count - 1])) drawn[count++] = cell;
  }
  return drawn.subarray(0, count);
}

function boundingBox(columns: readonly Int32Array[], rows: Int32Array): Axis[] {
  const box: Axis[] = [];
  let stride = 1;
  for (const column of columns.toReversed()) {
    const least = rows.reduce((value, row) => Math.min(value, column[row]!), Number.POSITIVE_INFINITY);
    const greatest = rows.reduce((value, row) => Math.max(value, column[row]!), Number.NEGATIVE_INFINITY);
    const extent = 1 + greatest - least;
    box.unshift({ least, extent, stride });
    stride *= extent;
  }
  if (stride > Number.MAX_SAFE_INTEGER) throw new RangeError('the ranges of the columns span more than 2^53 tuples');
  return box;
}

function coordinates({ least, extent, stride }: Axis, cells: Float64Array): Int32Array {
  const found = new Int32Array(cells.length);
  for (let i = 0; i < cells.length; i++) found[i] = least + (Math.floor(cells[i]! / stride) % extent);
  return found;
}

function concatenate(samples: readonly Sample[], part: (sample: Sample) => Int32Array): Int32Array {
  const whole = new Int32Array(samples.reduce((length, { cells }) => length + cells.length, 0));
  let offset = 0;
  for (const sample of samples) {
    whole.set(part(sample), offset);
    offset += sample.cells.length;
  }
  return whole;
}
