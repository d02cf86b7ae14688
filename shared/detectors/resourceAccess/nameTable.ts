import type { NameBytes } from './nameBytes';

/**
 * Names in ascending order of their UTF-8 bytes, packed so that a model file holds it as it is in memory: name i is
 * bytes[offsets[i] .. offsets[i + 1]).
 */
export interface NameTable {
  readonly offsets: Int32Array;
  readonly bytes: Uint8Array;
}

/** The users, or the resources, of all tenants: those of tenant t are the names from starts[t] to starts[t + 1]. */
export interface TenantNames {
  readonly starts: Int32Array;
  readonly names: NameTable;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** @param names well-formed, in the order to keep. */
export function packNames(names: readonly string[]): NameTable {
  const offsets = new Int32Array(names.length + 1);
  names.forEach((name, i) => {
    offsets[i + 1] = offsets[i]! + Buffer.byteLength(name);
  });
  const bytes = new Uint8Array(offsets[names.length]!);
  const buffer = Buffer.from(bytes.buffer);
  names.forEach((name, i) => {
    buffer.write(name, offsets[i]!);
  });
  return { offsets, bytes };
}

/** Number of names. */
export function nameCount({ offsets }: NameTable): number {
  return offsets.length - 1;
}

export function nameAt({ offsets, bytes }: NameTable, position: number): string {
  return decoder.decode(bytes.subarray(offsets[position], offsets[position + 1]));
}

/** All names, in order. */
export function namesOf(table: NameTable): string[] {
  return Array.from({ length: nameCount(table) }, (_, position) => nameAt(table, position));
}

/** Position of a name among those from `from` to `to`, which are in order; -1 if it is not there. */
export function searchName(table: NameTable, name: NameBytes, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = compareName(table, middle, name);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return -1;
}

/** Whether the name at `position` is `name`. */
export function isName({ offsets, bytes }: NameTable, position: number, { bytes: wanted, length }: NameBytes): boolean {
  const start = offsets[position]!;
  if (offsets[position + 1]! - start !== length) return false;
  for (let i = 0; i < length; i++) if (bytes[start + i] !== wanted[i]) return false;
  return true;
}

/** Below, at or above 0 as the name at `position` is before, equal to or after `name`. */
export function compareName({ offsets, bytes }: NameTable, position: number, name: NameBytes): number {
  const wanted = name.bytes;
  const start = offsets[position]!;
  const length = offsets[position + 1]! - start;
  const common = Math.min(length, name.length);
  for (let i = 0; i < common; i++) {
    const difference = bytes[start + i]! - wanted[i]!;
    if (difference !== 0) return difference;
  }
  return length - name.length;
}
