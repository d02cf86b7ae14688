import { crc32 } from 'node:zlib';
import { type ColumnMetaData, type FileMetaData, type PageHeader, parquetSchema, type SchemaTree } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { getMaxRepetitionLevel, getTreePath } from 'hyparquet/src/schema.js';
import { checkPage } from './checkPage';

/** Bounds of what is made room for, far above what Spark writes: pages of 1 MB in parts of 128 MB. */
const mostPageBytes = 2 ** 28;
const mostValues = 2 ** 27;

/**
 * Ensures that a file holds what it claims before anybody makes room for it: that pages lie within it, have the checksums
 * written with them (by Spark, always), and unfold to as many values as are counted.
 *
 * @throws Error of what is wrong.
 */
export function checkPages(file: ArrayBuffer, metadata: FileMetaData): void {
  const schema = parquetSchema(metadata);
  let rows = 0n;
  for (const { columns, num_rows } of metadata.row_groups) {
    if (!(num_rows >= 0n)) throw new RangeError(`${num_rows} rows`);
    rows += num_rows;
    for (const { meta_data: column, file_path } of columns) {
      if (column === undefined || file_path !== undefined) throw new RangeError('columns in other files');
      const path = getTreePath(schema, column.path_in_schema);
      if (getMaxRepetitionLevel(path) === 0 && column.num_values !== num_rows) {
        throw new RangeError('columns of different lengths');
      }
      checkColumn(file, column, path);
    }
  }
  if (rows !== metadata.num_rows) throw new RangeError(`${rows} rows instead of ${metadata.num_rows}`);
}

function checkColumn(file: ArrayBuffer, column: ColumnMetaData, path: SchemaTree[]): void {
  const { num_values, data_page_offset, dictionary_page_offset, total_compressed_size } = column;
  if (!(num_values >= 0n && num_values <= mostValues)) throw new RangeError(`${num_values} values in one column`);
  const start = Number(dictionary_page_offset || data_page_offset);
  const length = Number(total_compressed_size);
  if (!(start >= 0 && length >= 0 && start + length <= file.byteLength))
    throw new RangeError('a column beyond its end');
  const reader = { view: new DataView(file, start, length), offset: 0 };
  let values = 0;
  while (reader.offset < length) {
    const header = parquetHeader(reader);
    const bytes = pageBytes(reader, header);
    reader.offset += bytes.length;
    values += checkPage(bytes, header, column, path);
  }
  if (BigInt(values) !== num_values) throw new RangeError(`${values} values instead of ${num_values}`);
}

function pageBytes({ view, offset }: { view: DataView; offset: number }, header: PageHeader): Uint8Array {
  const { compressed_page_size: size, uncompressed_page_size: unpacked, crc } = header;
  if (!(size >= 0 && offset + size <= view.byteLength)) throw new RangeError('a page beyond the end of its column');
  if (!(unpacked >= 0 && unpacked <= mostPageBytes)) throw new RangeError(`a page of ${unpacked} bytes`);
  const bytes = new Uint8Array(view.buffer, view.byteOffset + offset, size);
  if (crc !== undefined && crc >>> 0 !== crc32(bytes)) throw new RangeError('a page whose checksum does not match');
  return bytes;
}
