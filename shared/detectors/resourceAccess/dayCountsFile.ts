import { millisecondsPerDay } from '../../events/time';
import { Renumbering } from '../../numerics/renumbering';
import type { DecodedParts } from '../detector';
import type { DayCounts } from './dayCounts';
import { decodeContainer, encodeContainer, type Section } from './modelContainer';
import { ModelFileError } from './modelFileError';
import { namesOf, packNames } from './nameTable';
import type { PairNames, TenantedNames } from './pairNames';

/** That of the files kept of nights long ago: it is for `partFormat` to say whether they still mean the same. */
const containerFormat = 1;

/**
 * The bytes of parts, each name and each pair of all of them once. Sections:
 *
 *     tenantOffsets, tenantBytes; userOffsets, userBytes, userTenants; resourceOffsets, resourceBytes, resourceTenants
 *     pairUsers, pairResources    positions in the above
 *     partMidnights, partStarts   start of each part's day, and of its entries, and where the last end
 *     pairs, counts, firsts, lasts   of the entries
 *
 * @param content any JSON value to keep with them
 */
export function encodeDayCounts(names: PairNames, parts: readonly DayCounts[], content: unknown): Uint8Array {
  const pairs = new Renumbering(names.count);
  const users = new Renumbering(names.users.names.length);
  const resources = new Renumbering(names.resources.names.length);
  const tenants = new Renumbering(names.tenants.length);
  const partStarts = new Int32Array(parts.length + 1);
  parts.forEach((part, i) => {
    partStarts[i + 1] = partStarts[i]! + part.pairs.length;
  });
  const column = (values: (part: DayCounts) => Int32Array): Int32Array => {
    const all = new Int32Array(partStarts[parts.length]!);
    parts.forEach((part, i) => {
      all.set(values(part), partStarts[i]);
    });
    return all;
  };
  const entryPairs = column((part) => part.pairs).map((pair) => pairs.numberOf(pair));
  const pairUsers = Int32Array.from(pairs.old, (pair) => users.numberOf(names.userOf(pair)));
  const pairResources = Int32Array.from(pairs.old, (pair) => resources.numberOf(names.resourceOf(pair)));
  const sections = new Map<string, Section>([
    ...nameSections('user', names.users, users, tenants),
    ...nameSections('resource', names.resources, resources, tenants),
    ...packed(
      'tenant',
      tenants.old.map((tenant) => names.tenants[tenant]!),
    ),
    ['pairUsers', pairUsers],
    ['pairResources', pairResources],
    ['partMidnights', Float64Array.from(parts, ({ midnight }) => midnight)],
    ['partStarts', partStarts],
    ['pairs', entryPairs],
    ['counts', column((part) => part.counts)],
    ['firsts', column((part) => part.firsts)],
    ['lasts', column((part) => part.lasts)],
  ]);
  return encodeContainer({ content, sections }, containerFormat);
}

function nameSections(kind: string, { names, tenantOf }: TenantedNames, kept: Renumbering, tenants: Renumbering) {
  const tenantsOfKept = Int32Array.from(kept.old, (name) => tenants.numberOf(tenantOf[name]!));
  const texts = kept.old.map((name) => names[name]!);
  return [...packed(kind, texts), [`${kind}Tenants`, tenantsOfKept] as [string, Section]];
}

function packed(kind: string, texts: readonly string[]): [string, Section][] {
  const { offsets, bytes } = packNames(texts);
  return [
    [`${kind}Offsets`, offsets],
    [`${kind}Bytes`, bytes],
  ];
}

/**
 * Reads parts, and numbers their pairs by `names`.
 *
 * @param file what to call it in an error
 * @throws ModelFileError if the bytes are not what `encodeDayCounts` writes
 */
export function decodeDayCounts(names: PairNames, bytes: Uint8Array, file: string): DecodedParts<DayCounts> {
  const { content, sections } = decodeContainer(bytes, file);
  const reader = new SectionReader(sections, file);
  const tenants = reader.names('tenant').map((tenant) => names.tenantOf(tenant));
  const users = reader.tenantedNames('user', tenants, names.users);
  const resources = reader.tenantedNames('resource', tenants, names.resources);
  const pairUsers = reader.positions('pairUsers', users.length);
  const pairResources = reader.positions('pairResources', resources.length, pairUsers.length);
  const pairs = pairUsers.map((user, pair) => {
    const [left, right] = [users[user]!, resources[pairResources[pair]!]!];
    reader.ensure(names.users.tenantOf[left] === names.resources.tenantOf[right], 'pairResources');
    return names.numberOfPlaces(left, right);
  });
  const entryPairs = reader.positions('pairs', pairs.length).map((pair) => pairs[pair]!);
  const counts = reader.positions('counts', Number.POSITIVE_INFINITY, entryPairs.length);
  const firsts = reader.positions('firsts', millisecondsPerDay, entryPairs.length);
  const lasts = reader.positions('lasts', millisecondsPerDay, entryPairs.length);
  const midnights = reader.midnights();
  const starts = reader.positions('partStarts', entryPairs.length + 1, midnights.length + 1);
  reader.ensure(starts[0] === 0 && starts.at(-1) === entryPairs.length, 'partStarts');
  const parts = Array.from(midnights, (midnight, part) => {
    const [start, end] = [starts[part]!, starts[part + 1]!];
    reader.ensure(start <= end, 'partStarts');
    const own = counts.subarray(start, end);
    return {
      midnight,
      total: own.reduce((total, count) => total + count, 0),
      pairs: entryPairs.subarray(start, end),
      counts: own,
      firsts: firsts.subarray(start, end),
      lasts: lasts.subarray(start, end),
    };
  });
  return { content, parts };
}

class SectionReader {
  readonly #sections: ReadonlyMap<string, Section>;
  readonly #file: string;

  constructor(sections: ReadonlyMap<string, Section>, file: string) {
    this.#sections = sections;
    this.#file = file;
  }

  ensure(condition: boolean, section: string): void {
    if (!condition) {
      throw new ModelFileError(this.#file, `has no section ${section}, or one that contradicts the others`, remedy);
    }
  }

  /** Integers from 0 to below `bound`, of which there are `count`. */
  positions(name: string, bound: number, count?: number): Int32Array {
    const section = this.#sections.get(name);
    if (!(section instanceof Int32Array)) throw this.#missing(name);
    this.ensure(count === undefined || section.length === count, name);
    this.ensure(
      section.every((value) => value >= 0 && value < bound),
      name,
    );
    return section;
  }

  midnights(): Float64Array {
    const section = this.#sections.get('partMidnights');
    if (!(section instanceof Float64Array)) throw this.#missing('partMidnights');
    this.ensure(
      section.every((midnight) => midnight >= 0 && Number.isSafeInteger(midnight / millisecondsPerDay)),
      'partMidnights',
    );
    return section;
  }

  names(kind: string): string[] {
    const bytes = this.#sections.get(`${kind}Bytes`);
    if (!(bytes instanceof Uint8Array)) throw this.#missing(`${kind}Bytes`);
    const offsets = this.positions(`${kind}Offsets`, bytes.length + 1);
    // Names that overlapped could take far more memory than the file.
    const follow = offsets.every((offset, i) => (i === 0 ? offset === 0 : offset >= offsets[i - 1]!));
    this.ensure(follow && offsets.at(-1) === bytes.length, `${kind}Offsets`);
    return namesOf({ offsets, bytes });
  }

  /** Numbers, in `known`, of the names of a kind. */
  tenantedNames(kind: string, tenants: readonly number[], known: TenantedNames): number[] {
    const names = this.names(kind);
    const tenantOf = this.positions(`${kind}Tenants`, tenants.length, names.length);
    return names.map((name, position) => known.numberOf(tenants[tenantOf[position]!]!, name));
  }

  #missing(section: string): ModelFileError {
    return new ModelFileError(this.#file, `has no section ${section}`, remedy);
  }
}

const remedy = 'it is written anew from the exported rows';
