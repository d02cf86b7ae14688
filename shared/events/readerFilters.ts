import type { RowReader } from './access';
import type { TimeSpan } from './exportLayout';

/** How many rows a reader remembers, by default, to know a copy when it sees one: about 25 MB. */
export const rememberedItems = 200_000;

/** Skips accesses before or after a stretch of time as `outsideWindow`. */
export function withinWindow(reader: RowReader, { from, to }: TimeSpan): RowReader {
  return (row) => {
    const reading = reader(row);
    const isOutside = 'access' in reading && (reading.access.time < from || reading.access.time >= to);
    return isOutside ? { skipped: 'outsideWindow' } : reading;
  };
}

/**
 * Skips an access whose `_ItemId` was read before as a `duplicate`: data export and event hubs both deliver at least
 * once. Remembers the last `capacity` ids; rows without an id are never duplicates.
 */
export function withoutDuplicates(reader: RowReader, capacity = rememberedItems): RowReader {
  const seen = new Set<string>();
  return (row) => {
    const reading = reader(row);
    if (!('access' in reading) || reading.access.itemId === '') return reading;
    const { itemId } = reading.access;
    if (seen.has(itemId)) return { skipped: 'duplicate' };
    seen.add(itemId);
    if (seen.size > capacity) forgetOldest(seen);
    return reading;
  };
}

/** A set hands out its items in the order they came in. */
function forgetOldest(items: Set<string>): void {
  for (const oldest of items) {
    items.delete(oldest);
    return;
  }
}
