import { writeFile } from 'node:fs/promises';
import { parquetWriteBuffer } from 'hyparquet-writer';

type SchemaElement = NonNullable<Parameters<typeof parquetWriteBuffer>[0]['schema']>[number];

/** Types of columns, by the names Spark has for them. */
export type ColumnType = 'string' | 'long' | 'boolean' | 'array<double>';

/** A column to write. */
export interface WrittenColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly data: unknown[];
}

/** As Spark writes them: any value may be null, and an array is a list of elements. */
const elements: Readonly<Record<ColumnType, (name: string) => readonly SchemaElement[]>> = {
  string: (name) => [
    {
      name,
      repetition_type: 'OPTIONAL',
      type: 'BYTE_ARRAY',
      converted_type: 'UTF8',
      logical_type: { type: 'STRING' },
    },
  ],
  long: (name) => [{ name, repetition_type: 'OPTIONAL', type: 'INT64' }],
  boolean: (name) => [{ name, repetition_type: 'OPTIONAL', type: 'BOOLEAN' }],
  'array<double>': (name) => [
    { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST', logical_type: { type: 'LIST' } },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', repetition_type: 'OPTIONAL', type: 'DOUBLE' },
  ],
};

/** Writes a Parquet file, compressed with Snappy as Spark does. The same columns give the same bytes. */
export async function writeColumns(path: string, columns: readonly WrittenColumn[]): Promise<void> {
  const root: SchemaElement = { name: 'spark_schema', num_children: columns.length };
  const buffer = parquetWriteBuffer({
    schema: [root, ...columns.flatMap(({ name, type }) => elements[type](name))],
    columnData: columns.map(({ name, data }) => ({ name, data })),
    createdBy: 'sentinel-byoml',
  });
  await writeFile(path, new Uint8Array(buffer));
}
