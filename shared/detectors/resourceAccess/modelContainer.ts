import { createHash } from 'node:crypto';
import { ModelFileError } from './modelFileError';

const magic = new TextEncoder().encode('BYOMLACC');
/** Raised whenever a model file's meaning changes. Format 1 had no affinities; affinity/earlierFormats.ts tells of the others. */
const formatVersion = 4;
/** Formats this release reads: of each there is a file in test/fixtures/models. */
export const readableFormats: readonly number[] = [1, 2, 3, formatVersion];
const alignment = 8;
const preludeLength = 16;
const hashLength = 32;

export type Section = Float32Array | Float64Array | Int32Array | Uint8Array;
type SectionKind = 'float32' | 'float64' | 'int32' | 'uint8';

interface SectionConstructor {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): Section;
}

const kinds: Readonly<Record<SectionKind, SectionConstructor>> = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  uint8: Uint8Array,
};

/** What a model file holds: a JSON value and named arrays. */
export interface Container {
  readonly content: unknown;
  readonly sections: ReadonlyMap<string, Section>;
  /** Of the file it was read from. */
  readonly format: number;
}

/**
 * The bytes of a container, all numbers little-endian:
 *
 *     magic, 8 bytes | format version, uint32 | length of the header, uint32 | header, JSON {content, sections}
 *     the sections, each from a multiple of 8 bytes on | SHA-256 of all the bytes before
 *
 * @param format that of model files by default
 */
export function encodeContainer(
  { content, sections }: Pick<Container, 'content' | 'sections'>,
  format: number = formatVersion,
): Uint8Array {
  const directory = [...sections].map(([name, section]) => [name, kindOf(section), section.length]);
  const header = new TextEncoder().encode(JSON.stringify({ content, sections: directory }));
  const bodyStart = aligned(preludeLength + header.length);
  const length = [...sections.values()].reduce((end, { byteLength }) => end + aligned(byteLength), bodyStart);
  const bytes = new Uint8Array(length + hashLength);
  const view = new DataView(bytes.buffer);
  bytes.set(magic);
  view.setUint32(8, format, true);
  view.setUint32(12, header.length, true);
  bytes.set(header, preludeLength);
  let offset = bodyStart;
  for (const section of sections.values()) {
    bytes.set(new Uint8Array(section.buffer, section.byteOffset, section.byteLength), offset);
    offset += aligned(section.byteLength);
  }
  bytes.set(sha256(bytes.subarray(0, length)), length);
  return bytes;
}

/**
 * Reads a container. Its sections are views of `bytes`, or of a copy if those are not aligned.
 *
 * @param name what to call the file in an error.
 * @throws ModelFileError if the bytes are not exactly what `encodeContainer` writes, in this or an earlier format.
 */
export function decodeContainer(bytes: Uint8Array, name: string): Container {
  const file = bytes.byteOffset % alignment === 0 ? bytes : new Uint8Array(bytes);
  const { format, headerLength } = checkPrelude(file, name);
  const body = file.subarray(0, file.length - hashLength);
  if (Buffer.compare(sha256(body), file.subarray(body.length)) !== 0) {
    throw new ModelFileError(name, 'is damaged or cut short (its SHA-256 does not match)');
  }
  const bodyStart = aligned(preludeLength + headerLength);
  const header = parseHeader(body.subarray(preludeLength, preludeLength + headerLength), name);
  const sections = new Map<string, Section>();
  let offset = bodyStart;
  for (const [sectionName, kind, length] of header.sections) {
    const array = kinds[kind];
    const end = offset + length * array.BYTES_PER_ELEMENT;
    if (end > body.length) throw new ModelFileError(name, `has no room for its section ${sectionName}`);
    sections.set(sectionName, new array(body.buffer, body.byteOffset + offset, length));
    offset = aligned(end);
  }
  if (offset !== body.length) throw new ModelFileError(name, 'is longer or shorter than its sections');
  return { content: header.content, sections, format };
}

function checkPrelude(file: Uint8Array, name: string): { readonly format: number; readonly headerLength: number } {
  if (file.length < magic.length || magic.some((byte, i) => byte !== file[i])) {
    throw new ModelFileError(name, 'is not a model file, or is cut short', 'name a model file, or train a new model');
  }
  if (file.length < preludeLength + hashLength) throw new ModelFileError(name, 'is cut short');
  const view = new DataView(file.buffer, file.byteOffset);
  const format = view.getUint32(8, true);
  if (!readableFormats.includes(format)) {
    const remedy = format > formatVersion ? 'upgrade the app, or train a new model' : undefined;
    throw new ModelFileError(
      name,
      `has format ${format}, and this app reads formats ${readableFormats.join(', ')}`,
      remedy,
    );
  }
  return { format, headerLength: view.getUint32(12, true) };
}

interface Header {
  readonly content: unknown;
  readonly sections: readonly (readonly [name: string, kind: SectionKind, length: number])[];
}

function parseHeader(bytes: Uint8Array, name: string): Header {
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (isHeader(header)) return header;
  } catch (cause) {
    throw new ModelFileError(name, 'has a header that cannot be read', undefined, { cause });
  }
  throw new ModelFileError(name, 'has a header that is not a model header');
}

function isHeader(value: unknown): value is Header {
  if (typeof value !== 'object' || value === null || !('sections' in value) || !('content' in value)) return false;
  return Array.isArray(value.sections) && value.sections.every(isDirectoryEntry);
}

function isDirectoryEntry(entry: unknown): boolean {
  if (!Array.isArray(entry) || entry.length !== 3) return false;
  const [name, kind, length] = entry;
  return typeof name === 'string' && Object.hasOwn(kinds, kind) && Number.isSafeInteger(length) && length >= 0;
}

function kindOf(section: Section): SectionKind {
  if (section instanceof Float32Array) return 'float32';
  if (section instanceof Float64Array) return 'float64';
  return section instanceof Int32Array ? 'int32' : 'uint8';
}

function aligned(offset: number): number {
  return Math.ceil(offset / alignment) * alignment;
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}
