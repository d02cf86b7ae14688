/**
 * Positions of `keys` in ascending order of key, ties in the order of `order`: a stable counting sort.
 *
 * @param keys integers in [0, keyCount).
 * @param order positions to sort; by default all, as they stand.
 */
export function sortByKey(
  keys: Int32Array,
  keyCount: number,
  order: Int32Array = keys.map((_, position) => position),
): Int32Array {
  const next = countOffsets(keys, keyCount);
  const sorted = new Int32Array(order.length);
  for (const position of order) sorted[next[keys[position]!]!++] = position;
  return sorted;
}

/** Where each key's run starts once sorted, and where the last one ends: `keyCount + 1` offsets. */
export function countOffsets(keys: Int32Array, keyCount: number): Int32Array {
  const offsets = new Int32Array(keyCount + 1);
  for (const key of keys) offsets[key + 1]!++;
  for (let key = 0; key < keyCount; key++) offsets[key + 1]! += offsets[key]!;
  return offsets;
}
