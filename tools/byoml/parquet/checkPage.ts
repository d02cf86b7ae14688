import type { ColumnMetaData, DataPageHeader, PageHeader, SchemaTree } from 'hyparquet';
import { decompressPage } from 'hyparquet/src/datapage.js';
import { getMaxDefinitionLevel, getMaxRepetitionLevel } from 'hyparquet/src/schema.js';
import { countRuns } from './countRuns';
import { decompressors } from './decompressors';

type DataPageHeaderV2 = NonNullable<PageHeader['data_page_header_v2']>;

/** Bytes that tell how long what follows is. */
const lengthBytes = 4;

/**
 * Ensures that the levels and indexes of a page unfold to the values it counts.
 *
 * @param path from the root of the schema to the column.
 * @returns the number of its values, 0 for a dictionary.
 * @throws Error of what is wrong.
 */
export function checkPage(bytes: Uint8Array, header: PageHeader, column: ColumnMetaData, path: SchemaTree[]): number {
  const size = header.uncompressed_page_size;
  if (header.type === 'DICTIONARY_PAGE') {
    const count = header.dictionary_page_header?.num_values ?? -1;
    if (!(count >= 0 && count <= size)) throw new RangeError(`a dictionary of ${count} values`);
    return 0;
  }
  const page = header.data_page_header ?? header.data_page_header_v2;
  if (!(page && page.num_values >= 0 && BigInt(page.num_values) <= column.num_values)) {
    throw new RangeError('a page of more values than its column');
  }
  const widths = [getMaxRepetitionLevel(path), getMaxDefinitionLevel(path)].map((most) => 32 - Math.clz32(most));
  if ('num_rows' in page) checkSecondFormat(bytes, size, page, column, widths);
  else checkFirstFormat(decompressPage(bytes, size, column.codec, decompressors), page, column, widths);
  return page.num_values;
}

/** Levels, each with its length before it, and values, compressed together. */
function checkFirstFormat(
  page: Uint8Array,
  { encoding, num_values }: DataPageHeader,
  { type }: ColumnMetaData,
  widths: readonly number[],
): void {
  let rest = page;
  for (const width of widths.filter((bits) => bits > 0)) {
    const levels = withLength(rest);
    checkLevels(levels, width, num_values);
    rest = rest.subarray(lengthBytes + levels.length);
  }
  checkValues(rest, encoding, type, num_values);
}

/** Levels of lengths that stand in the header, and values, which may be compressed. */
function checkSecondFormat(
  bytes: Uint8Array,
  size: number,
  page: DataPageHeaderV2,
  { codec, type }: ColumnMetaData,
  [repetitionWidth = 0, definitionWidth = 0]: readonly number[],
): void {
  const [repetitions, levels] = [page.repetition_levels_byte_length, page.definition_levels_byte_length];
  if (!(repetitions >= 0 && levels >= 0 && repetitions + levels <= bytes.length)) throw new RangeError('lost levels');
  if (repetitionWidth > 0) checkLevels(bytes.subarray(0, repetitions), repetitionWidth, page.num_values);
  const end = repetitions + levels;
  if (definitionWidth > 0) checkLevels(bytes.subarray(repetitions, end), definitionWidth, page.num_values);
  // Of no values, a codec may still make a byte.
  if (size <= end) return;
  const values = bytes.subarray(end);
  const isPacked = page.is_compressed !== false;
  const unpacked = isPacked ? decompressPage(values, size - end, codec, decompressors) : values;
  checkValues(unpacked, page.encoding, type, page.num_values);
}

function checkLevels(bytes: Uint8Array, width: number, count: number): void {
  if (countRuns(bytes, width, count) < count) throw new RangeError(`levels of fewer than ${count} values`);
}

/** There may be fewer than the page counts, as there is none for a null. */
function checkValues(values: Uint8Array, encoding: string, type: string, most: number): void {
  if (encoding.endsWith('_DICTIONARY') && values.length > 0) countRuns(values.subarray(1), values[0]!, most);
  else if (encoding === 'RLE') countRuns(withLength(values), 1, most);
  else if (encoding === 'PLAIN' && countPlain(values, type) > most) throw new RangeError(`more than ${most} values`);
}

/** Values that are written out, of types that models are made of; levels that are not taken for such are too many. */
function countPlain(values: Uint8Array, type: string): number {
  if (type === 'DOUBLE' || type === 'INT64') return values.length / 8;
  if (type !== 'BYTE_ARRAY') return 0;
  let count = 0;
  for (let rest = values; rest.length > 0; count++) rest = rest.subarray(lengthBytes + withLength(rest).length);
  return count;
}

function withLength(bytes: Uint8Array): Uint8Array {
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  if (length > bytes.length - lengthBytes) throw new RangeError('values beyond the end of their page');
  return bytes.subarray(lengthBytes, lengthBytes + length);
}
