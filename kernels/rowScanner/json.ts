// The rules of JSON (https://www.rfc-editor.org/rfc/rfc8259). Strings are looked at 16 bytes at a time, as RapidJSON does.
//
// Each function takes the address where something starts, and returns the address past it, or 0 where it is no JSON. No
// rule takes a zero, so nothing is read far past a text that is followed by 16 of them.

const maxDepth: u32 = 64;

/** What strings may have, and the strings since the last {@link clearFlags} had. */
export const hasEscapes: u32 = 1;
export const isNotAscii: u32 = 2;
let flags: u32 = 0;

export function clearFlags(): void {
  flags = 0;
}

export function flagsOfStrings(): u32 {
  return flags;
}

/** The address of the first byte that is not JSON's white space. */
// @ts-expect-error: decorator
export function skipSpace(at: u32): u32 {
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
export function skipValue(at: u32, depth: u32): u32 {
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
export function stringEnd(at: u32): u32 {
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
