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

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** @param names well-formed, in the order to keep. */
export function packNames(names: readonly string[]): NameTable {
  const encoded = names.map((name) => encoder.encode(name));
  const offsets = new Int32Array(names.length + 1);
  encoded.forEach((name, i) => {
    offsets[i + 1] = offsets[i]! + name.length;
  });
  const bytes = new Uint8Array(offsets[names.length]!);
  encoded.forEach((name, i) => {
    bytes.set(name, offsets[i]!);
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

/** Position of a name among those from `from` to `to`, which are in order; -1 if it is not there. */
export function findName(table: NameTable, name: string, from = 0, to = nameCount(table)): number {
  const wanted = encoder.encode(name);
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = compareWith(table, middle, wanted);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return -1;
}

/** Position of a name of the tenant at position `tenant`; -1 if it is not there, or the tenant is -1. */
export function findTenantName({ starts, names }: TenantNames, tenant: number, name: string): number {
  return tenant < 0 ? -1 : findName(names, name, starts[tenant], starts[tenant + 1]);
}

/** Below, at or above 0 as the name at `position` is before, equal to or after `wanted`. */
function compareWith({ offsets, bytes }: NameTable, position: number, wanted: Uint8Array): number {
  const start = offsets[position]!;
  const length = offsets[position + 1]! - start;
  for (let i = 0; i < Math.min(length, wanted.length); i++) {
    const difference = bytes[start + i]! - wanted[i]!;
    if (difference !== 0) return difference;
  }
  return length - wanted.length;
}
