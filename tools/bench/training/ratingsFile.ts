import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import type { Ratings } from '../../../shared/numerics/alternatingLeastSquares';

const headerInts = 4;

/**
 * Writes ratings for contestants in any language: numbers of users, items and ratings and a 0 (int32), then all users,
 * all items (int32) and all values (float32), little-endian.
 */
export function writeRatings(path: string, { userCount, itemCount, users, items, values }: Ratings): void {
  const file = openSync(path, 'w');
  const header = Int32Array.of(userCount, itemCount, values.length, 0);
  for (const part of [header, users, items, values]) {
    const bytes = new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
  }
  closeSync(file);
}

export function readRatings(path: string): Ratings {
  const file = openSync(path, 'r');
  const [userCount, itemCount, count] = fill(file, new Int32Array(headerInts)) as unknown as [number, number, number];
  const users = fill(file, new Int32Array(count));
  const items = fill(file, new Int32Array(count));
  const values = fill(file, new Float32Array(count));
  closeSync(file);
  return { userCount, itemCount, users, items, values };
}

function fill<Numbers extends Int32Array | Float32Array>(file: number, numbers: Numbers): Numbers {
  const bytes = new Uint8Array(numbers.buffer);
  for (let at = 0; at < bytes.length; ) {
    const read = readSync(file, bytes, at, bytes.length - at, null);
    if (read === 0) throw new RangeError('the file of ratings ends early');
    at += read;
  }
  return numbers;
}
