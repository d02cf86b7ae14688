import { finalize } from '../../numerics/murmurHash3';
import type { NameBytes } from './nameBytes';
import { compareName, nameCount, searchName, type TenantNames } from './nameTable';

/** How many places a name may be in. Names whose places are all taken, by chance or by design, are not indexed. */
const placesOfName = 8;

/**
 * Finds names by their hash: in one step, where a binary search among a million takes twenty, each of them far off in
 * memory. What it says is always what the search would say, and hashes made to collide make it no slower than that.
 * It takes 8 to 16 bytes a name.
 */
export class NameIndex {
  readonly #names: TenantNames;
  /** Position of the name in each place and 1, or 0 where there is none; their number is a power of 2. */
  readonly #places: Int32Array;

  /** @param names in ascending order within each tenant, none twice. */
  constructor(names: TenantNames) {
    const { starts, names: table } = names;
    this.#names = names;
    this.#places = new Int32Array(placesFor(nameCount(table)));
    for (let tenant = 0; tenant < starts.length - 1; tenant++) {
      for (let position = starts[tenant]!; position < starts[tenant + 1]!; position++) {
        this.#add(position, hashOf(table.bytes, table.offsets[position]!, table.offsets[position + 1]!, tenant));
      }
    }
  }

  /** Position of a name of the tenant at position `tenant`; -1 if it is not there. */
  find(tenant: number, name: NameBytes): number {
    const { starts, names } = this.#names;
    const [from, to] = [starts[tenant]!, starts[tenant + 1]!];
    const hash = hashOf(name.bytes, 0, name.length, tenant);
    for (let place = 0; place < placesOfName; place++) {
      const position = this.#places[this.#placeAt(hash, place)]! - 1;
      if (position < 0) return -1;
      if (position >= from && position < to && compareName(names, position, name) === 0) return position;
    }
    return searchName(names, name, from, to);
  }

  #add(position: number, hash: number): void {
    for (let place = 0; place < placesOfName; place++) {
      const at = this.#placeAt(hash, place);
      if (this.#places[at] === 0) {
        this.#places[at] = position + 1;
        return;
      }
    }
  }

  #placeAt(hash: number, place: number): number {
    return (hash + place) & (this.#places.length - 1);
  }
}

/** The least power of 2 that leaves half of the places empty, or more. */
function placesFor(names: number): number {
  return 2 ** Math.ceil(Math.log2(2 * names + 2));
}

/**
 * FNV-1a of bytes[from .. to), begun with the tenant, and MurmurHash3's last step, by which every bit counts in the low
 * ones.
 *
 * @see http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function hashOf(bytes: Uint8Array, from: number, to: number, tenant: number): number {
  let hash = 0x811c9dc5 ^ tenant;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return finalize(hash);
}
