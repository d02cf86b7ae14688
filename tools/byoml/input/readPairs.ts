import { pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { TrainingPair } from '../../../shared/detectors/resourceAccess/trainingSet';
import { InputError } from '../../../shared/events/inputError';

/** The columns a file of pairs may have; `res` is SynapseML's name of the resource column. */
const columnNames = { user: ['user'], resource: ['resource', 'res'], tenant: ['tenant'], likelihood: ['likelihood'] };
type Column = keyof typeof columnNames;

/** What BYO-ML's notebooks put where there is no tenancy. */
const onlyTenant = '0';

/**
 * Pairs of a comma- or tab-separated file (by its name), in the order of its lines. The first line names the columns,
 * unless `header` does; a tenant that is not there is `"0"`, a likelihood that is not there 1.
 * @throws InputError naming the file and the line.
 */
export async function* readPairs(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
  header: readonly string[] | undefined,
): AsyncGenerator<TrainingPair> {
  const delimiter = /\.tsv(\.gz)?$/i.test(file) ? '\t' : ',';
  const quote = delimiter === ',' ? '"' : null;
  const parser = parse({
    delimiter,
    quote,
    bom: true,
    info: true,
    skipEmptyLines: true,
    relaxColumnCount: true,
    maxRecordSize: 1_000_000,
  });
  // An error of the source destroys the parser with it, so the loop below throws it.
  pipeline(chunks, parser, () => {});
  let columns = header && columnsOf(header, file);
  let width = header?.length;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      width ??= record.length;
      if (columns === undefined) columns = columnsOf(record, file);
      else if (record.length === width) yield pairOf(record, columns, `${file}:${info.lines}`);
      else throw new InputError(`${file}:${info.lines} has ${record.length} columns instead of ${width}.`);
    }
  } catch (error) {
    if (error instanceof CsvError) throw new InputError(`${file}: ${error.message}`, { cause: error });
    throw error;
  }
}

function columnsOf(header: readonly string[], file: string): ReadonlyMap<Column, number> {
  const names = header.map((name) => name.trim().toLowerCase());
  const columns = new Map<Column, number>();
  for (const [column, spellings] of Object.entries(columnNames) as [Column, string[]][]) {
    const index = names.findIndex((name) => spellings.includes(name));
    if (index >= 0) columns.set(column, index);
  }
  for (const needed of ['user', 'resource'] as const) {
    if (columns.has(needed)) continue;
    throw new InputError(
      `${file}:1 names no ${needed} column; its first line is "${header.join(',').slice(0, 80)}". ` +
        'Name the columns in the first line, or with --header user,resource,likelihood if the file has no such line.',
    );
  }
  return columns;
}

function pairOf(record: readonly string[], columns: ReadonlyMap<Column, number>, place: string): TrainingPair {
  const field = (column: Column) => record[columns.get(column) ?? -1];
  const likelihood = field('likelihood');
  const pair = {
    tenant: field('tenant') || onlyTenant,
    user: field('user') ?? '',
    resource: field('resource') ?? '',
    likelihood: likelihood === undefined ? 1 : Number(likelihood),
  };
  if (likelihood?.trim() === '' || !Number.isFinite(pair.likelihood)) {
    throw new InputError(`${place}: likelihood is "${likelihood}"; it takes a number.`);
  }
  return pair;
}
