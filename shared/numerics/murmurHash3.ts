const c1 = 0xcc9e2d51;
const c2 = 0x1b873593;

/**
 * MurmurHash3 x86 32-bit of `bytes` (Austin Appleby's reference, little-endian blocks), as a signed 32-bit integer.
 */
export function murmurHash3(bytes: Uint8Array, seed: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const blockEnd = bytes.length & ~3;
  let hash = seed | 0;
  for (let offset = 0; offset < blockEnd; offset += 4) {
    hash = rotateLeft(hash ^ scramble(view.getInt32(offset, true)), 13);
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
  }
  let tail = 0;
  for (let offset = bytes.length - 1; offset >= blockEnd; offset--) tail = (tail << 8) | bytes[offset]!;
  return finalize(hash ^ scramble(tail) ^ bytes.length);
}

function scramble(block: number): number {
  return Math.imul(rotateLeft(Math.imul(block, c1), 15), c2);
}

/** The last step: every bit of the result depends on every bit of `hash`. */
export function finalize(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}
