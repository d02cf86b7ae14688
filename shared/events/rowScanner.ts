import { type Column, ReadRow, type RowColumns } from './rowColumns';
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
 * Reads the columns a reader looks at from JSON text, and makes nothing of the rest. What it gives is what
 * `columnValues` gives of what `JSON.parse` gives; where it is not sure of that it gives nothing, and the caller parses.
 */
export class RowScanner {
  readonly #kernel: RowScannerKernel;
  readonly #textAddress: number;
  readonly #columns: readonly Column[];
  readonly #groups: RowColumns;
  /** What is read of a column that is not there. */
  readonly #absent: readonly unknown[];
  /** What was read of the values in the kernel's cache, by slot: the same names come again and again. */
  readonly #cached: unknown[];
  /** The row of which the first group was enough last: most are, and most are alike. */
  #lastShort = new ReadRow([]);
  #bytes = Buffer.alloc(0);
  #view = new DataView(new ArrayBuffer(0));
  #fields = new Int32Array();

  /** @throws RangeError where there are more columns than the kernel has room for, or one has a longer name */
  constructor(kernel: RowScannerKernel, groups: RowColumns) {
    this.#kernel = kernel;
    this.#textAddress = kernel.textAddress();
    this.#columns = groups.flatMap(({ columns }) => columns);
    this.#groups = groups;
    this.#cached = new Array(kernel.cacheSlots());
    this.#absent = this.#columns.map(([, read]) => read(undefined));
    this.#makeRoom(0);
    for (const name of [...this.#columns.map(([name]) => name), 'records']) {
      this.#load(Buffer.from(name));
      if (kernel.addColumn(name.length) < 0) throw new RangeError(`column ${name} is one too many, or too long`);
    }
  }

  /**
   * The rows of a `{"records":[…]}` envelope or of an array, as `recordsOf` finds them. `undefined` where the text is
   * neither, where an item is no object, or where it is not surely JSON.
   */
  scanEnvelope(text: Uint8Array): readonly ReadRow[] | undefined {
    return this.#scan(text, false);
  }

  /** As {@link scanEnvelope}; or the one row, where the text is that. */
  scanLine(text: Uint8Array): readonly ReadRow[] | undefined {
    return this.#scan(text, true);
  }

  #scan(text: Uint8Array, mayBeRow: boolean): readonly ReadRow[] | undefined {
    if (text.length > maxTextBytes || !this.#makeRoom(text.length)) return undefined;
    const end = this.#load(text);
    const rows: ReadRow[] = [];
    const start = this.#skipSpace(this.#textAddress);
    const array = this.#arrayOf(start);
    const past = array !== 0 ? this.#scanEnvelope(start, array, rows) : mayBeRow ? this.#scanRow(start, rows) : 0;
    return past !== 0 && this.#skipSpace(past) === end ? rows : undefined;
  }

  /** Writes a text, for which there is room, to the kernel's memory. Returns the address past it. */
  #load(text: Uint8Array): number {
    const start = this.#textAddress;
    const end = start + text.length;
    this.#bytes.set(text, start);
    this.#view.setFloat64(end, 0);
    this.#view.setFloat64(end + stopBytes / 2, 0);
    return end;
  }

  /** Whether the kernel's memory has room for a text, or could be given it. */
  #makeRoom(textLength: number): boolean {
    const length = this.#textAddress + textLength + stopBytes;
    if (length <= this.#bytes.length) return true;
    const { memory } = this.#kernel;
    const pages = Math.ceil(Math.max(0, length - memory.buffer.byteLength) / pageBytes / growthPages) * growthPages;
    try {
      memory.grow(pages);
    } catch {
      return false;
    }
    this.#bytes = Buffer.from(memory.buffer);
    this.#view = new DataView(memory.buffer);
    this.#fields = new Int32Array(memory.buffer, this.#kernel.fieldsAddress());
    return true;
  }

  // Each of these takes the address where something starts, and returns that past it, or 0 where it is something else.

  /** Address of the array that starts here, or in the `{"records":[` that does. */
  #arrayOf(start: number): number {
    if (this.#bytes[start] !== openBrace) return this.#bytes[start] === openBracket ? start : 0;
    const key = this.#skipSpace(start + 1);
    const past = key + recordsKey.length;
    for (let index = 0; index < recordsKey.length; index++)
      if (this.#bytes[key + index] !== recordsKey[index]) return 0;
    const separator = this.#skipSpace(past);
    if (this.#bytes[separator] !== colon) return 0;
    const array = this.#skipSpace(separator + 1);
    return this.#bytes[array] === openBracket ? array : 0;
  }

  #scanEnvelope(start: number, array: number, rows: ReadRow[]): number {
    const past = this.#scanArray(array, rows);
    if (past === 0 || start === array) return past;
    const end = this.#skipSpace(past);
    return this.#bytes[end] === closeBrace ? end + 1 : 0;
  }

  #scanArray(start: number, rows: ReadRow[]): number {
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

  #scanRow(start: number, rows: ReadRow[]): number {
    const past = this.#kernel.scanRow(start);
    if (past === 0 || this.#fields[this.#columns.length * wordsPerField] !== 0) return 0;
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

  /** What is read of the row that was scanned last. */
  #row(): ReadRow {
    const values: unknown[] = [];
    for (const { columns, isEnough } of this.#groups) {
      const end = values.length + columns.length;
      this.#kernel.cacheFields(values.length, end);
      while (values.length < end) values.push(this.#value(values.length));
      if (isEnough(values)) break;
    }
    return values.length === this.#groups[0]?.columns.length ? this.#shortRow(values) : new ReadRow(values);
  }

  #shortRow(values: readonly unknown[]): ReadRow {
    const last = this.#lastShort.values;
    const isLast = last.length === values.length && values.every((value, index) => Object.is(value, last[index]));
    if (!isLast) this.#lastShort = new ReadRow(values);
    return this.#lastShort;
  }

  #value(column: number): unknown {
    const field = column * wordsPerField;
    const start = this.#fields[field]!;
    if (start === 0) return this.#absent[column];
    const slot = this.#fields[field + 3]!;
    if (slot >= 0) return this.#cached[slot];
    const [, read] = this.#columns[column]!;
    const value = read(this.#decode(start, this.#fields[field + 1]!, this.#fields[field + 2]!));
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
