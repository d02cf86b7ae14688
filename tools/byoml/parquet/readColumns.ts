import { type AsyncBuffer, type FileMetaData, parquetMetadataAsync, parquetSchema } from 'hyparquet';
import { parquetReadColumn } from 'hyparquet/src/read.js';
import { ActionableError } from '../../../shared/errors';
import { checkPages } from './checkPages';
import { type ColumnKind, type ColumnValues, columnKinds } from './columnKinds';
import { decompressors } from './decompressors';

/** A Parquet file that cannot be read, or holds something else; the message names it. */
export class ParquetError extends ActionableError {}

/** The file's mark twice, and the length of a footer. */
const leastBytes = 12;

/** A column to read, and as what. */
export interface ColumnRequest {
  readonly column: string;
  readonly kind: ColumnKind;
}

/** Values of the columns asked for, by what they were asked for under; all are as long. */
export type Columns<Requests extends Readonly<Record<string, ColumnRequest>>> = {
  [Name in keyof Requests]: ColumnValues[Requests[Name]['kind']][];
};

/**
 * Reads columns of a Parquet file, with any codec Spark writes.
 *
 * @param path what to call the file in an error.
 * @throws ParquetError if it is damaged or something else, or a column is missing or of another kind.
 */
export async function readColumns<Requests extends Readonly<Record<string, ColumnRequest>>>(
  path: string,
  bytes: Uint8Array,
  requests: Requests,
): Promise<Columns<Requests>> {
  // Numbers are read in place, from where they are aligned.
  const file = new Uint8Array(bytes).buffer;
  const metadata = await readMetadata(path, file);
  const columns: Record<string, unknown[]> = {};
  for (const [name, request] of Object.entries(requests)) {
    checkKind(path, metadata, request);
    columns[name] = await readColumn(path, file, metadata, request);
  }
  return columns as Columns<Requests>;
}

async function readMetadata(path: string, file: ArrayBuffer): Promise<FileMetaData> {
  const [start, end] = [file.slice(0, 4), file.slice(-4)].map((bytes) => Buffer.from(bytes).toString('latin1'));
  if (start !== 'PAR1') {
    throw new ParquetError(`${path} is not a Parquet file: save the model with output_format="parquet", the default.`);
  }
  if (file.byteLength < leastBytes || end !== 'PAR1') throw damaged(path, 'it is cut short');
  try {
    const metadata = await parquetMetadataAsync(bufferOf(file), { geoparquet: false });
    checkPages(file, metadata);
    return metadata;
  } catch (cause) {
    throw damaged(path, (cause as Error).message, cause);
  }
}

function checkKind(path: string, metadata: FileMetaData, { column, kind }: ColumnRequest): void {
  const { children } = parquetSchema(metadata);
  const node = children.find(({ element }) => element.name === column);
  if (node === undefined) {
    const names = children.map(({ element }) => element.name).join(', ');
    throw new ParquetError(
      `${path} has no column ${column}, but ${names}: name another folder, or save the model again.`,
    );
  }
  if (!columnKinds[kind].isOf(node)) {
    throw new ParquetError(
      `${path} has a column ${column} that does not hold ${columnKinds[kind].expected}: cast it in Spark, and save the model again.`,
    );
  }
}

async function readColumn(path: string, file: ArrayBuffer, metadata: FileMetaData, { column, kind }: ColumnRequest) {
  const options = { file: bufferOf(file), metadata, columns: [column], compressors: decompressors, geoparquet: false };
  const values = await parquetReadColumn(options).catch((cause: Error) => {
    throw damaged(path, cause.message, cause);
  });
  if (BigInt(values.length) !== metadata.num_rows) {
    throw damaged(path, `${values.length} values of ${column} in ${metadata.num_rows} rows`);
  }
  return Array.from(values as ArrayLike<unknown>, (value, row) => {
    const taken = columnKinds[kind].take(value);
    if (taken !== undefined) return taken;
    const { expected } = columnKinds[kind];
    throw new ParquetError(
      `${path} holds in row ${row + 1} of ${column} something else than ${expected}: save the model again.`,
    );
  });
}

function bufferOf(file: ArrayBuffer): AsyncBuffer {
  return { byteLength: file.byteLength, slice: (start, end) => file.slice(start, end) };
}

function damaged(path: string, what: string, cause?: unknown): ParquetError {
  return new ParquetError(`${path} is damaged (${what}): copy it again, or save the model again.`, { cause });
}
