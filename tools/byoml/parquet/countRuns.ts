/** By how many numbers the last run may be filled up. */
const mostPadding = 512;

/**
 * Counts the numbers in the runs of a column's levels or indexes. Whoever expands them takes the lengths they claim on
 * trust, up to billions: so they are counted first.
 *
 * @param bytes runs in Parquet's hybrid of RLE and bit-packing,
 *   https://parquet.apache.org/docs/file-format/data-pages/encodings/#RLE
 * @param width bits of a number.
 * @param most numbers there may be; padding aside.
 * @throws RangeError if there are more, or a run is cut off or empty.
 */
export function countRuns(bytes: Uint8Array, width: number, most: number): number {
  let count = 0;
  for (let offset = 0; count < most && offset < bytes.length; ) {
    const { value, end } = readVarint(bytes, offset);
    const isBitPacked = (value & 1) === 1;
    const length = value >>> 1;
    // The reader takes a byte for it that may not be there; no writer makes one.
    if (isBitPacked && length === 0) throw new RangeError('a run of no numbers');
    count += isBitPacked ? 8 * length : length;
    offset = end + (isBitPacked ? length * width : Math.ceil(width / 8));
    if (offset > bytes.length) throw new RangeError('a run that is cut off');
    if (count > most + (isBitPacked ? mostPadding : 0)) throw new RangeError(`runs of more than ${most} numbers`);
  }
  return count;
}

/** An unsigned LEB128 number of at most 32 bits. */
function readVarint(bytes: Uint8Array, start: number): { value: number; end: number } {
  let value = 0;
  for (let i = 0; i < 5; i++) {
    const byte = bytes[start + i] ?? 0x80;
    value |= (byte & 0x7f) << (7 * i);
    if (byte < 0x80) return { value: value >>> 0, end: start + i + 1 };
  }
  throw new RangeError('a number without an end');
}
