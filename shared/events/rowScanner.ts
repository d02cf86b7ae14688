import type { RowColumns } from './access';
import type { Row } from './row';
import { type RowScannerKernel, rowScannerKernel } from './rowScannerKernel';

/** The longest text that is scanned, in bytes: a scanner keeps the memory it once took. */
const maxTextBytes = 8 * 1024 * 1024;

const pageBytes = 65_536;
/** Pages the kernel's memory grows by at once: a megabyte. */
const growthPages = 16;
/** Zeros after the text: no rule of JSON takes one, so the kernel stops there. */
const stopBytes = 16;

// What the kernel notes of a field: start, end, flags, slot.
const wordsPerField = 4;
const isNotAscii = 2;
const notCached = -1;
const slotBits = 0x7fffffff;

const [quote, comma, colon] = Buffer.from('",:');
const [openBracket, closeBracket, openBrace, closeBrace] = Buffer.from('[]{}');
const recordsKey = Buffer.from('"records"');
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Takes the columns a reader looks at out of JSON text, and makes nothing of the rest. What it gives is what
 * `JSON.parse` gives, without the other columns; where it is not sure of that it gives nothing, and the caller parses.
 */
export class RowScanner {
  readonly #kernel: RowScannerKernel;
  readonly #textAddress: number;
  readonly #columns: RowColumns;
  readonly #undecided: Row;
  readonly #empty: Row;
  /** What the bytes in the kernel's cache say, by slot: the same names come again and again. */
  readonly #cached: unknown[] = [];
  #bytes = Buffer.alloc(0);
  #view = new DataView(new ArrayBuffer(0));
  #fields = new Int32Array();

  /** @throws RangeError where there are more columns than the kernel has room for, or one has a longer name */
  constructor(kernel: RowScannerKernel, columns: RowColumns) {
    this.#kernel = kernel;
    this.#textAddress = kernel.textAddress();
    this.#columns = columns;
    this.#undecided = emptyRow(columns.deciding);
    this.#empty = emptyRow([...columns.deciding, ...columns.others]);
    for (const name of [...columns.deciding, ...columns.others, 'records']) {
      this.#load(Buffer.from(name));
      if (kernel.addColumn(name.length) < 0) throw new RangeError(`column ${name} is one too many, or too long`);
    }
  }

  /**
   * The rows of a JSON document, as `recordsOf` finds them: those of a `{"records":[…]}` envelope or of an array, or the
   * one row. `undefined` where the text is none of these, where one of them is no object, or it is not surely JSON.
   */
  scan(text: Uint8Array): readonly Row[] | undefined {
    if (text.length > maxTextBytes) return undefined;
    const end = this.#load(text);
    const rows: Row[] = [];
    const past = this.#scanDocument(this.#skipSpace(this.#textAddress), rows);
    return past !== 0 && this.#skipSpace(past) === end ? rows : undefined;
  }

  /** Writes a text to the kernel's memory. Returns the address past it. */
  #load(text: Uint8Array): number {
    const start = this.#textAddress;
    const end = start + text.length;
    if (end + stopBytes > this.#bytes.length) this.#grow(end + stopBytes);
    this.#bytes.set(text, start);
    this.#view.setFloat64(end, 0);
    this.#view.setFloat64(end + stopBytes / 2, 0);
    return end;
  }

  #grow(length: number): void {
    const { memory } = this.#kernel;
    const pages = Math.ceil(Math.max(0, length - memory.buffer.byteLength) / pageBytes / growthPages) * growthPages;
    memory.grow(pages);
    this.#bytes = Buffer.from(memory.buffer);
    this.#view = new DataView(memory.buffer);
    this.#fields = new Int32Array(memory.buffer, this.#kernel.fieldsAddress());
  }

  // Each of these takes the address where something starts, and returns that past it, or 0 where it is something else.

  #scanDocument(start: number, rows: Row[]): number {
    if (this.#bytes[start] === openBracket) return this.#scanArray(start, rows);
    const records = this.#recordsOf(start);
    if (records === 0) return this.#scanRow(start, rows);
    const past = this.#scanArray(records, rows);
    const end = past === 0 ? 0 : this.#skipSpace(past);
    return this.#bytes[end] === closeBrace ? end + 1 : 0;
  }

  /** Address of the array in `{"records":[`, or 0. */
  #recordsOf(start: number): number {
    if (this.#bytes[start] !== openBrace) return 0;
    const key = this.#skipSpace(start + 1);
    const past = key + recordsKey.length;
    if (!recordsKey.equals(this.#bytes.subarray(key, past))) return 0;
    const separator = this.#skipSpace(past);
    if (this.#bytes[separator] !== colon) return 0;
    const array = this.#skipSpace(separator + 1);
    return this.#bytes[array] === openBracket ? array : 0;
  }

  #scanArray(start: number, rows: Row[]): number {
    let at = this.#skipSpace(start + 1);
    if (this.#bytes[at] === closeBracket) return at + 1;
    for (;;) {
      const past = this.#scanRow(at, rows);
      if (past === 0) return 0;
      const end = this.#skipSpace(past);
      if (this.#bytes[end] === closeBracket) return end + 1;
      if (this.#bytes[end] !== comma) return 0;
      at = this.#skipSpace(end + 1);
    }
  }

  #scanRow(start: number, rows: Row[]): number {
    const past = this.#kernel.scanRow(start);
    const records = this.#columns.deciding.length + this.#columns.others.length;
    if (past === 0 || this.#fields[records * wordsPerField] !== 0) return 0;
    rows.push(this.#row());
    return past;
  }

  #skipSpace(start: number): number {
    let at = start;
    for (;;) {
      const byte = this.#bytes[at];
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return at;
      at++;
    }
  }

  /** The row that was scanned last; of one that is decided upon, no more than what decides. */
  #row(): Row {
    const { deciding, others, isDecided } = this.#columns;
    const undecided = this.#fill({ ...this.#undecided }, deciding, 0);
    if (isDecided(undecided)) return undecided;
    return this.#fill({ ...this.#empty, ...undecided }, others, deciding.length);
  }

  #fill(row: Record<string, unknown>, names: readonly string[], first: number): Row {
    this.#kernel.cacheFields(first, first + names.length);
    for (let index = 0; index < names.length; index++) row[names[index]!] = this.#value(first + index);
    return row;
  }

  #value(column: number): unknown {
    const field = column * wordsPerField;
    const start = this.#fields[field]!;
    if (start === 0) return undefined;
    const slot = this.#fields[field + 3]!;
    if (slot >= 0) return this.#cached[slot];
    const value = this.#decode(start, this.#fields[field + 1]!, this.#fields[field + 2]!);
    if (slot !== notCached) this.#cached[slot & slotBits] = value;
    return value;
  }

  /** The value at an address. Its text is copied, so that a name that is kept does not keep a whole message. */
  #decode(start: number, end: number, flags: number): unknown {
    if (this.#bytes[start] === quote && flags === 0) return this.#bytes.toString('latin1', start + 1, end - 1);
    const bytes = this.#bytes.subarray(start, end);
    return JSON.parse((flags & isNotAscii) === 0 ? bytes.toString('latin1') : decoder.decode(bytes));
  }
}

function emptyRow(names: readonly string[]): Row {
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

const scanners = new WeakMap<RowColumns, RowScanner>();
let isMissing = false;

/** The scanner for some columns; `undefined` where this machine has none, or a reader does not tell its columns. */
export function rowScannerOf(columns: RowColumns | undefined): RowScanner | undefined {
  if (columns === undefined || isMissing) return undefined;
  const known = scanners.get(columns);
  if (known !== undefined) return known;
  const kernel = rowScannerKernel();
  isMissing = kernel === undefined;
  if (kernel === undefined) return undefined;
  const scanner = new RowScanner(kernel, columns);
  scanners.set(columns, scanner);
  return scanner;
}
