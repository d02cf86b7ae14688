import { readFileSync, writeFileSync } from 'node:fs';
import type { Factors } from '../../../shared/numerics/alternatingLeastSquares';

/** Writes factors as every contestant does: the users' vectors, then the items', float32, little-endian. */
export function writeFactors(path: string, { users, items }: Factors): void {
  writeFileSync(path, bytesOf(users));
  writeFileSync(path, bytesOf(items), { flag: 'a' });
}

/** @throws RangeError where the file holds more or less than so many users and items of this rank. */
export function readFactors(path: string, userCount: number, itemCount: number, rank: number): Factors {
  const bytes = readFileSync(path);
  const numbers = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  if (numbers.length !== (userCount + itemCount) * rank) {
    throw new RangeError(`there are ${numbers.length} factors, not those of ${userCount} + ${itemCount} by ${rank}`);
  }
  return { users: numbers.subarray(0, userCount * rank), items: numbers.subarray(userCount * rank) };
}

function bytesOf(numbers: Float32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}
