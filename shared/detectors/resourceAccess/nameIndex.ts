import { finalize } from '../../numerics/murmurHash3';
import type { NameBytes } from './nameBytes';
import { isName, nameCount, searchName, type TenantNames } from './nameTable';

/** How many places a name may be kept in. Where all are taken, by chance or by design, it is searched each time. */
const placesOfName = 8;

/**
 * Finds names, and keeps by their hash where they were found: what comes again, as users and shares do, is then found in
 * one step, where a binary search among a million takes twenty, each of them far off in memory. What was kept is compared
 * with what is looked for, so this finds whatever the search finds, and nothing else, whatever hashes collide.
 *
 * It takes 8 to 16 bytes a name once all names have been found, and next to nothing before.
 */
export class NameIndex {
  readonly #names: TenantNames;
  /** Position of the name kept in each place and 1, or 0 where there is none; their number is a power of 2. */
  readonly #places: Int32Array;

  constructor(names: TenantNames) {
    this.#names = names;
    this.#places = new Int32Array(2 ** Math.ceil(Math.log2(2 * nameCount(names.names) + 1)));
  }

  /** Position of a name of the tenant at position `tenant`; -1 if it is not there. */
  find(tenant: number, name: NameBytes): number {
    const { starts, names } = this.#names;
    const from = starts[tenant]!;
    const to = starts[tenant + 1]!;
    const hash = hashName(tenant, name);
    for (let place = hash; place < hash + placesOfName; place++) {
      const at = place & (this.#places.length - 1);
      const position = this.#places[at]! - 1;
      if (position < 0) {
        const found = searchName(names, name, from, to);
        this.#places[at] = found + 1;
        return found;
      }
      if (position >= from && position < to && isName(names, position, name)) return position;
    }
    return searchName(names, name, from, to);
  }
}

/**
 * FNV-1a of the tenant and the name, and MurmurHash3's last step, by which every bit counts in the low ones.
 *
 * @see http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function hashName(tenant: number, { bytes, length }: NameBytes): number {
  let hash = 0x811c9dc5 ^ tenant;
  for (let i = 0; i < length; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return finalize(hash);
}
