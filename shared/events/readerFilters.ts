import type { Reading, RowReader } from './access';
import type { TimeSpan } from './exportLayout';

/** How many rows a reader remembers, by default, to know a copy when it sees one: about 50 MB. */
const rememberedItems = 200_000;

/** Skips accesses before or after a stretch of time as `outsideWindow`. */
export function withinWindow(reader: RowReader, { from, to }: TimeSpan): RowReader {
  return sameColumns(reader, (row) => {
    const reading = reader(row);
    const isOutside = 'access' in reading && (reading.access.time < from || reading.access.time >= to);
    return isOutside ? { skipped: 'outsideWindow' } : reading;
  });
}

/**
 * Skips an access whose `_ItemId` was read before as a `duplicate`: data export and event hubs both deliver at least
 * once. Remembers the last `capacity` ids, up to twice as many; rows without an id are never duplicates.
 */
export function withoutDuplicates(reader: RowReader, capacity = rememberedItems): RowReader {
  // Two generations, because a set that gives up its oldest item again and again takes ever longer to find it.
  let older = new Set<string>();
  let newer = new Set<string>();
  return sameColumns(reader, (row) => {
    const reading = reader(row);
    if (!('access' in reading) || reading.access.itemId === '') return reading;
    const { itemId } = reading.access;
    if (newer.has(itemId) || older.has(itemId)) return { skipped: 'duplicate' };
    if (newer.size === capacity) [older, newer] = [newer, new Set()];
    newer.add(itemId);
    return reading;
  });
}

/** A reader made from another one looks at the columns that one looks at. */
function sameColumns({ columns }: RowReader, filter: (row: unknown) => Reading): RowReader {
  return Object.assign(filter, { columns });
}
