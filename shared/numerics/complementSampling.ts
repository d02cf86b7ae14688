import { sortByKey } from './countingSort';
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
  const rowsOf: number[][] = Array.from({ length: partitionCount }, () => []);
  for (const row of sortByKey(partitionOf, partitionCount)) rowsOf[partitionOf[row]!]!.push(row);

  const sampled: number[][] = columns.map(() => []);
  const sampledPartitions: number[] = [];
  rowsOf.forEach((rows, partition) => {
    const box = boundingBox(columns, rows);
    const seen = new Set(rows.map((row) => encode(box, (axis) => columns[axis]![row]! - box.least[axis]!)));
    const drawn = Float64Array.from({ length: factor * rows.length }, () =>
      encode(box, (axis) => random.integerBelow(box.extents[axis]!)),
    );
    for (const cell of new Set(drawn.sort())) {
      if (seen.has(cell)) continue;
      decode(box, cell).forEach((coordinate, axis) => {
        sampled[axis]!.push(coordinate);
      });
      sampledPartitions.push(partition);
    }
  });
  return {
    columns: sampled.map((column) => Int32Array.from(column)),
    partitionOf: Int32Array.from(sampledPartitions),
  };
}

/** The smallest box of integer cells that holds some tuples. */
interface Box {
  readonly least: readonly number[];
  readonly extents: readonly number[];
}

function boundingBox(columns: readonly Int32Array[], rows: readonly number[]): Box {
  const least = columns.map((column) => rows.reduce((value, row) => Math.min(value, column[row]!), Infinity));
  const greatest = columns.map((column) => rows.reduce((value, row) => Math.max(value, column[row]!), -Infinity));
  const extents = greatest.map((value, axis) => 1 + value - least[axis]!);
  if (extents.reduce((cells, extent) => cells * extent, 1) > Number.MAX_SAFE_INTEGER) {
    throw new RangeError('the ranges of the columns span more than 2^53 tuples');
  }
  return { least, extents };
}

/** Number of a cell of the box, counted in the order of its coordinates. */
function encode({ extents }: Box, coordinate: (axis: number) => number): number {
  return extents.reduce((cell, extent, axis) => cell * extent + coordinate(axis), 0);
}

function decode({ least, extents }: Box, cell: number): number[] {
  let rest = cell;
  return extents
    .toReversed()
    .map((extent, i) => {
      const coordinate = rest % extent;
      rest = (rest - coordinate) / extent;
      return coordinate + least[extents.length - 1 - i]!;
    })
    .toReversed();
}
