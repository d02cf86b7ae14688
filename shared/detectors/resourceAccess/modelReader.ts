import type { BipartiteGraph } from '../../numerics/bipartiteGraph';
import type { Moments } from '../../numerics/moments';
import type { KnownPairs } from './knownPairs';
import type { EntityTable } from './model';
import type { Section } from './modelContainer';
import { ModelFileError } from './modelFileError';
import { type NameTable, nameCount, type TenantNames } from './nameTable';

/**
 * Bounds means, and standard deviations from either side: no product of float32 factors goes beyond 1e-90 or 1e80, and
 * no score made of numbers within these bounds beyond float64.
 */
const greatestMoment = 1e100;

/**
 * Reads the parts of a model from the sections of its file, and checks that they fit each other. Methods throw a
 * ModelFileError where a section is missing or does not fit.
 */
export class ModelReader {
  readonly #file: string;
  readonly #sections: ReadonlyMap<string, Section>;

  /** @param file what to call the file in an error. */
  constructor(file: string, sections: ReadonlyMap<string, Section>) {
    this.#file = file;
    this.#sections = sections;
  }

  names(prefix: string): NameTable {
    const bytes = this.#bytes(`${prefix}.bytes`);
    return { offsets: this.#offsets(`${prefix}.offsets`, bytes.length), bytes };
  }

  tenantNames(prefix: string, tenantCount: number): TenantNames {
    const names = this.names(`${prefix}.names`);
    return { starts: this.#offsets(`${prefix}.starts`, nameCount(names), tenantCount), names };
  }

  entities(prefix: string, tenantCount: number, rank: number): EntityTable {
    const { starts, names } = this.tenantNames(prefix, tenantCount);
    const count = nameCount(names);
    const factors = this.#float32(`${prefix}.factors`);
    this.#ensure(factors.length === count * rank && areFinite(factors), `${prefix}.factors`);
    const components = this.#int32(`${prefix}.components`);
    this.#ensure(components.length === count, `${prefix}.components`);
    return { starts, names, factors, components };
  }

  history(): KnownPairs {
    const tenants = this.names('history.tenants');
    const users = this.tenantNames('history.users', nameCount(tenants));
    const resources = this.tenantNames('history.resources', nameCount(tenants));
    const resourceOf = this.#int32('history.resourceOf');
    const offsets = this.#offsets('history.offsets', resourceOf.length, nameCount(users.names));
    this.#ensure(ascendInEachRun(resourceOf, offsets), 'history.resourceOf');
    return { tenants, users, resources, offsets, resourceOf };
  }

  /** Mean and standard deviation per tenant, such that every score is finite. */
  moments(tenantCount: number): Moments {
    const means = this.#float64('means', tenantCount, (mean) => Math.abs(mean) <= greatestMoment);
    const standardDeviations = this.#float64(
      'standardDeviations',
      tenantCount,
      (deviation) => deviation >= 1 / greatestMoment && deviation <= greatestMoment,
    );
    return { means, standardDeviations };
  }

  /** A graph of so many nodes of either kind: neighbours ascend, none of them twice. */
  graph(prefix: string, leftCount: number, rightCount: number): BipartiteGraph {
    const rightsOf = this.#positions(`${prefix}.rightsOf`, rightCount);
    const leftsOf = this.#positions(`${prefix}.leftsOf`, leftCount, rightsOf.length);
    const leftOffsets = this.#offsets(`${prefix}.leftOffsets`, rightsOf.length, leftCount);
    const rightOffsets = this.#offsets(`${prefix}.rightOffsets`, leftsOf.length, rightCount);
    this.#ensure(ascendInEachRun(rightsOf, leftOffsets), `${prefix}.rightsOf`);
    this.#ensure(ascendInEachRun(leftsOf, rightOffsets), `${prefix}.leftsOf`);
    return { leftOffsets, rightsOf, rightOffsets, leftsOf };
  }

  /** A position below `bound` for each of `count` things. */
  positions(name: string, bound: number, count: number): Int32Array {
    return this.#positions(name, bound, count);
  }

  /** `count` numbers, 0 and up. */
  counts(name: string, count: number): Int32Array {
    return this.#positions(name, 2 ** 31, count);
  }

  /** `count` numbers that are finite, 0 and up. */
  amounts(name: string, count: number): Float32Array {
    const numbers = this.#float32(name);
    this.#ensure(numbers.length === count && areAmounts(numbers), name);
    return numbers;
  }

  /** Ensures that the numbers of a section are finite, 0 and up. */
  ensureAmounts(name: string): void {
    this.#ensure(areAmounts(this.#float32(name)), name);
  }

  /** `count` flags, 0 or 1. */
  flags(name: string, count: number): Uint8Array {
    const flags = this.#bytes(name);
    this.#ensure(flags.length === count && areFlags(flags), name);
    return flags;
  }

  #positions(name: string, bound: number, count?: number): Int32Array {
    const positions = this.#int32(name);
    this.#ensure((count === undefined || positions.length === count) && areWithin(positions, bound), name);
    return positions;
  }

  /** Where each of `count` runs starts in something of `length`: from 0, never falling, and the end. */
  #offsets(name: string, length: number, count?: number): Int32Array {
    const offsets = this.#int32(name);
    this.#ensure(count === undefined || offsets.length === count + 1, name);
    this.#ensure(offsets[0] === 0 && offsets.at(-1) === length, name);
    this.#ensure(neverFall(offsets), name);
    return offsets;
  }

  #float64(name: string, count: number, isValid: (value: number) => boolean): Float64Array {
    const numbers = this.#find(name);
    if (!(numbers instanceof Float64Array)) throw this.#missing(name);
    this.#ensure(numbers.length === count && numbers.every(isValid), name);
    return numbers;
  }

  #bytes(name: string): Uint8Array {
    const section = this.#find(name);
    if (section instanceof Uint8Array) return section;
    throw this.#missing(name);
  }

  #int32(name: string): Int32Array {
    const section = this.#find(name);
    if (section instanceof Int32Array) return section;
    throw this.#missing(name);
  }

  #float32(name: string): Float32Array {
    const section = this.#find(name);
    if (section instanceof Float32Array) return section;
    throw this.#missing(name);
  }

  #ensure(condition: boolean, section: string): void {
    if (!condition) throw new ModelFileError(this.#file, `has a section ${section} that contradicts the others`);
  }

  #find(name: string): Section | undefined {
    return this.#sections.get(name);
  }

  #missing(name: string): ModelFileError {
    return new ModelFileError(this.#file, `has no section ${name}`);
  }
}

// Plain loops: a model may hold tens of millions of numbers, and `every` takes several times as long.

function areFinite(numbers: Float32Array): boolean {
  for (let i = 0; i < numbers.length; i++) if (!Number.isFinite(numbers[i])) return false;
  return true;
}

function areAmounts(numbers: Float32Array): boolean {
  for (let i = 0; i < numbers.length; i++)
    if (!(numbers[i]! >= 0 && numbers[i]! < Number.POSITIVE_INFINITY)) return false;
  return true;
}

function areFlags(flags: Uint8Array): boolean {
  for (let i = 0; i < flags.length; i++) if (flags[i]! > 1) return false;
  return true;
}

function areWithin(numbers: Int32Array, bound: number): boolean {
  for (let i = 0; i < numbers.length; i++) if (numbers[i]! < 0 || numbers[i]! >= bound) return false;
  return true;
}

function neverFall(numbers: Int32Array): boolean {
  for (let i = 1; i < numbers.length; i++) if (numbers[i]! < numbers[i - 1]!) return false;
  return true;
}

/** Whether the numbers of each run, numbers[offsets[i] .. offsets[i + 1]), ascend, none of them twice. */
function ascendInEachRun(numbers: Int32Array, offsets: Int32Array): boolean {
  for (let run = 0; run < offsets.length - 1; run++) {
    for (let i = offsets[run]! + 1; i < offsets[run + 1]!; i++) if (numbers[i]! <= numbers[i - 1]!) return false;
  }
  return true;
}
