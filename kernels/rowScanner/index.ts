// Finds the values of some columns in the JSON text of a row, and proves on the way that the text is JSON: of whatever
// it accepts, JSON.parse makes an object with just these values. It may refuse anything, which is then left to JSON.parse.
//
// The text is followed by 16 bytes of zero. No rule takes a zero, so nothing is read far past the end.
//
// https://www.rfc-editor.org/rfc/rfc8259, and RapidJSON's SkipString for looking at 16 bytes of a string at once

const maxColumns: u32 = 16;
const maxNameBytes: u32 = 32;
const maxDepth: u32 = 64;

// A found value: where it starts (0: the row has no such column) and ends, its flags, and its slot in the cache.
const fieldBytes: u32 = 16;
const hasEscapes: u32 = 1;
const isNotAscii: u32 = 2;

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
let flags: u32 = 0;

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
    flags = 0;
    at = stringEnd(name);
    if (at === 0 || (flags & hasEscapes) !== 0) return 0;
    const column = findColumn(name, at - name);
    at = skipSpace(at + 1);
    if (load<u8>(at) !== 0x3a) return 0;
    const value = skipSpace(at + 1);
    flags = 0;
    at = skipValue(value, 0);
    if (at === 0) return 0;
    if (column >= 0) {
      const field = fields + column * fieldBytes;
      store<u32>(field, value);
      store<u32>(field, at, 4);
      store<u32>(field, flags, 8);
    }
    at = skipSpace(at);
    const next = load<u8>(at);
    if (next === 0x7d) return at + 1;
    if (next !== 0x2c) return 0;
    at = skipSpace(at + 1);
  }
}

/** The address of the first byte that is not JSON's white space. */
// @ts-expect-error: decorator
function skipSpace(at: u32): u32 {
  return load<u8>(at) > 0x20 ? at : skipSomeSpace(at);
}

function skipSomeSpace(at: u32): u32 {
  while (true) {
    const byte = load<u8>(at);
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return at;
    at++;
  }
}

/** The address past a value, or 0. */
function skipValue(at: u32, depth: u32): u32 {
  switch (load<u8>(at)) {
    case 0x22: {
      const end = stringEnd(at + 1);
      return end === 0 ? 0 : end + 1;
    }
    case 0x7b:
      return skipObject(at + 1, depth + 1);
    case 0x5b:
      return skipArray(at + 1, depth + 1);
    case 0x74: // true
      return load<u32>(at) === 0x65757274 ? at + 4 : 0;
    case 0x66: // false
      return load<u32>(at + 1) === 0x65736c61 ? at + 5 : 0;
    case 0x6e: // null
      return load<u32>(at) === 0x6c6c756e ? at + 4 : 0;
    default:
      return skipNumber(at);
  }
}

function skipObject(at: u32, depth: u32): u32 {
  if (depth > maxDepth) return 0;
  at = skipSpace(at);
  if (load<u8>(at) === 0x7d) return at + 1;
  while (true) {
    if (load<u8>(at) !== 0x22) return 0;
    at = stringEnd(at + 1);
    if (at === 0) return 0;
    at = skipSpace(at + 1);
    if (load<u8>(at) !== 0x3a) return 0;
    at = skipValue(skipSpace(at + 1), depth);
    if (at === 0) return 0;
    at = skipSpace(at);
    const next = load<u8>(at);
    if (next === 0x7d) return at + 1;
    if (next !== 0x2c) return 0;
    at = skipSpace(at + 1);
  }
}

function skipArray(at: u32, depth: u32): u32 {
  if (depth > maxDepth) return 0;
  at = skipSpace(at);
  if (load<u8>(at) === 0x5d) return at + 1;
  while (true) {
    at = skipValue(at, depth);
    if (at === 0) return 0;
    at = skipSpace(at);
    const next = load<u8>(at);
    if (next === 0x5d) return at + 1;
    if (next !== 0x2c) return 0;
    at = skipSpace(at + 1);
  }
}

/** `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?` */
function skipNumber(at: u32): u32 {
  if (load<u8>(at) === 0x2d) at++;
  if (load<u8>(at) === 0x30) at++;
  else if ((at = skipDigits(at)) === 0) return 0;
  if (load<u8>(at) === 0x2e && (at = skipDigits(at + 1)) === 0) return 0;
  if ((load<u8>(at) | 0x20) === 0x65) {
    const sign = load<u8>(at + 1);
    return skipDigits(sign === 0x2b || sign === 0x2d ? at + 2 : at + 1);
  }
  return at;
}

/** The address past one digit or more, or 0. */
function skipDigits(start: u32): u32 {
  let at = start;
  while (<u32>load<u8>(at) - 0x30 < 10) at++;
  return at === start ? 0 : at;
}

/** The address of the quote that ends a string, or 0; notes in `flags` what was found before it. */
function stringEnd(at: u32): u32 {
  while (true) {
    const bytes = v128.load(at);
    const special = v128.or(
      v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x5c))),
      i8x16.le_u(bytes, i8x16.splat(0x1f)),
    );
    const specials = <u32>i8x16.bitmask(special);
    const notAscii = <u32>i8x16.bitmask(bytes);
    if (specials === 0) {
      if (notAscii !== 0) flags |= isNotAscii;
      at += 16;
      continue;
    }
    if ((notAscii & ((specials & (0 - specials)) - 1)) !== 0) flags |= isNotAscii;
    at += ctz(specials);
    const byte = load<u8>(at);
    if (byte === 0x22) return at;
    if (byte !== 0x5c) return 0;
    flags |= hasEscapes;
    at = skipEscape(at + 1);
    if (at === 0) return 0;
  }
}

function skipEscape(at: u32): u32 {
  switch (load<u8>(at)) {
    case 0x22: // "
    case 0x5c: // \
    case 0x2f: // /
    case 0x62: // b
    case 0x66: // f
    case 0x6e: // n
    case 0x72: // r
    case 0x74: // t
      return at + 1;
    case 0x75: // u
      return isHexDigit(at + 1) && isHexDigit(at + 2) && isHexDigit(at + 3) && isHexDigit(at + 4) ? at + 5 : 0;
    default:
      return 0;
  }
}

function isHexDigit(at: u32): bool {
  const byte = <u32>load<u8>(at);
  return byte - 0x30 < 10 || (byte | 0x20) - 0x61 < 6;
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
