// Finds the values of some columns in the JSON text of a row, and proves on the way that the text is JSON: of whatever
// it accepts, JSON.parse makes an object with just these values. It may refuse anything, which is then left to JSON.parse.
//
// The text is followed by 16 bytes of zero.

import { clearFlags, flagsOfStrings, hasEscapes, skipSpace, skipValue, stringEnd } from './json';

const maxColumns: u32 = 16;
const maxNameBytes: u32 = 32;

// A found value: where it starts (0: the row has no such column) and ends, its flags, and its slot in the cache.
const fieldBytes: u32 = 16;

// Columns by a hash of their names: the column's number plus one (0: empty), the length of the name, the name.
const columnSlots: u32 = 256;
const columnBytes: u32 = 8 + maxNameBytes;

// The bytes of values seen lately, a part of the cache for each column: their length, and the bytes.
const slotsPerColumn: u32 = 1024;
const slotBytes: u32 = 64;
const maxCachedBytes: u32 = 56;
const notCached: u32 = 0xffffffff;
const isNew: u32 = 0x80000000;

const fields: u32 = 1024;
const columns: u32 = fields + maxColumns * fieldBytes;
const cache: u32 = columns + columnSlots * columnBytes;
const text: u32 = cache + maxColumns * slotsPerColumn * slotBytes;

let columnCount: u32 = 0;

/** Address of the fields: for each column four 32-bit numbers (start, end, flags, slot). */
export function fieldsAddress(): u32 {
  return fields;
}

/** Address the text goes to. What is above it belongs to the caller. */
export function textAddress(): u32 {
  return text;
}

/** How many slots the cache has. */
export function cacheSlots(): u32 {
  return maxColumns * slotsPerColumn;
}

/** Adds a column; its name stands where the text goes. Returns its number, or -1 where there are too many. */
export function addColumn(length: u32): i32 {
  if (columnCount === maxColumns || length === 0 || length > maxNameBytes) return -1;
  let slot = columnSlot(text, length);
  while (load<u32>(slot) !== 0) slot = nextColumnSlot(slot);
  store<u32>(slot, columnCount + 1);
  store<u32>(slot, length, 4);
  memory.copy(slot + 8, text, length);
  return columnCount++;
}

function columnSlot(name: u32, length: u32): u32 {
  const hash = length * 37 + <u32>load<u8>(name) * 11 + <u32>load<u8>(name + length - 1);
  return columns + (hash & (columnSlots - 1)) * columnBytes;
}

function nextColumnSlot(slot: u32): u32 {
  const next = slot + columnBytes;
  return next === cache ? columns : next;
}

/** Number of the column of this name, or -1. */
function findColumn(name: u32, length: u32): i32 {
  if (length === 0 || length > maxNameBytes) return -1;
  let slot = columnSlot(name, length);
  while (true) {
    const number = load<u32>(slot);
    if (number === 0) return -1;
    if (load<u32>(slot, 4) === length && isSame(slot + 8, name, length)) return number - 1;
    slot = nextColumnSlot(slot);
  }
}

/** Whether two stretches of bytes are the same. */
function isSame(one: u32, other: u32, length: u32): bool {
  while (length >= 8) {
    if (load<u64>(one) !== load<u64>(other)) return false;
    one += 8;
    other += 8;
    length -= 8;
  }
  return length === 0 || (load<u64>(one) ^ load<u64>(other)) << (64 - length * 8) === 0;
}

/**
 * Scans the object that starts at an address, and notes where the values of the columns stand; of columns that are
 * there more than once, the last. Returns the address past the object, or 0 where it is not surely JSON, or not an
 * object, or has escapes in its keys.
 */
export function scanRow(start: u32): u32 {
  memory.fill(fields, 0, columnCount * fieldBytes);
  if (load<u8>(start) !== 0x7b) return 0;
  let at = skipSpace(start + 1);
  if (load<u8>(at) === 0x7d) return at + 1;
  while (true) {
    if (load<u8>(at) !== 0x22) return 0;
    const name = at + 1;
    clearFlags();
    at = stringEnd(name);
    if (at === 0 || (flagsOfStrings() & hasEscapes) !== 0) return 0;
    const column = findColumn(name, at - name);
    at = skipSpace(at + 1);
    if (load<u8>(at) !== 0x3a) return 0;
    const value = skipSpace(at + 1);
    clearFlags();
    at = skipValue(value, 0);
    if (at === 0) return 0;
    if (column >= 0) {
      const field = fields + column * fieldBytes;
      store<u32>(field, value);
      store<u32>(field, at, 4);
      store<u32>(field, flagsOfStrings(), 8);
    }
    at = skipSpace(at);
    const next = load<u8>(at);
    if (next === 0x7d) return at + 1;
    if (next !== 0x2c) return 0;
    at = skipSpace(at + 1);
  }
}

/**
 * Looks the values of some columns up in the cache, in their order, and notes their slots. A value that is not there
 * takes the slot of its hash over, and is marked as new; one that is too long has no slot.
 */
export function cacheFields(from: u32, to: u32): void {
  for (let column = from; column < to; column++) {
    const field = fields + column * fieldBytes;
    const value = load<u32>(field);
    if (value !== 0) store<u32>(field, slotOf(column, value, load<u32>(field, 4) - value), 12);
  }
}

function slotOf(column: u32, value: u32, length: u32): u32 {
  if (length > maxCachedBytes) return notCached;
  const slot = column * slotsPerColumn + (hash(value, length) & (slotsPerColumn - 1));
  const entry = cache + slot * slotBytes;
  if (load<u32>(entry) === length && isSame(entry + 4, value, length)) return slot;
  store<u32>(entry, length);
  // Whole words: what is past the value is not looked at.
  for (let offset: u32 = 0; offset < length; offset += 8) store<u64>(entry + 4 + offset, load<u64>(value + offset));
  return slot | isNew;
}

function hash(at: u32, length: u32): u32 {
  let hash: u64 = length;
  while (length >= 8) {
    hash = mix(hash ^ load<u64>(at));
    at += 8;
    length -= 8;
  }
  if (length > 0) hash = mix(hash ^ (load<u64>(at) << (64 - length * 8)));
  return <u32>(hash ^ (hash >> 32));
}

// @ts-expect-error: decorator
function mix(hash: u64): u64 {
  const product = hash * (((<u64>0x9e3779b9) << 32) | 0x7f4a7c15);
  return product ^ (product >> 29);
}
