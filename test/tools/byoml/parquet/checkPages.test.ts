import { type ColumnMetaData, type FileMetaData, parquetMetadata } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { checkPages } from '../../../../tools/byoml/parquet/checkPages';

const file = parquetWriteBuffer({
  columnData: [
    { name: 'user', data: ['ann', 'roy', null], type: 'STRING' },
    { name: 'component', data: [1n, 2n, 3n], type: 'INT64' },
  ],
});

/** The file's own metadata, of which one column, or the file itself, claims something else. */
function claiming(column: Partial<ColumnMetaData>, whole: Partial<FileMetaData> = {}): FileMetaData {
  const metadata = parquetMetadata(file);
  Object.assign(metadata.row_groups[0]!.columns[0]!.meta_data!, column);
  return Object.assign(metadata, whole);
}

describe('what a Parquet file claims', () => {
  it('is true of one that is whole', () => {
    expect(() => checkPages(file, parquetMetadata(file))).not.toThrow();
  });

  it.each<[string, FileMetaData, string]>([
    ['more rows than its groups have', claiming({}, { num_rows: 2n ** 40n }), '3 rows instead of 1099511627776'],
    ['a column of another length', claiming({ num_values: 2n ** 40n }), 'columns of different lengths'],
    ['a column behind its end', claiming({ total_compressed_size: 2n ** 40n }), 'a column beyond its end'],
    ['a column before its start', claiming({ data_page_offset: -1n }), 'a column beyond its end'],
    ['half of a column', claiming({ total_compressed_size: 12n }), ''],
    ['another codec', claiming({ codec: 'ZSTD' }), ''],
  ])('is refused where it is %s', (_, metadata, message) => {
    expect(() => checkPages(file, metadata)).toThrow(message);
  });

  it('is refused where a group has billions of rows, of which nobody makes room', () => {
    const metadata = claiming({ num_values: 2n ** 33n });
    metadata.row_groups[0]!.num_rows = 2n ** 33n;
    expect(() => checkPages(file, metadata)).toThrow('8589934592 values in one column');
  });

  it('is refused where columns are in other files', () => {
    const metadata = claiming({});
    metadata.row_groups[0]!.columns[0]!.file_path = '/etc/passwd';
    expect(() => checkPages(file, metadata)).toThrow('columns in other files');
  });
});
