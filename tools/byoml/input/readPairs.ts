import type { TrainingPair } from '../../../shared/detectors/resourceAccess/trainingSet';
import { InputError } from '../../../shared/events/inputError';
import { csvRecords } from './csvRecords';

/** The columns a file of pairs may have; `res` is SynapseML's name of the resource column. */
const columnNames = { user: ['user'], resource: ['resource', 'res'], tenant: ['tenant'], likelihood: ['likelihood'] };
type Column = keyof typeof columnNames;

/** What BYO-ML's notebooks put where there is no tenancy. */
const onlyTenant = '0';

export interface PairReading {
  /** Columns of a file that has no first line to name them. */
  readonly header: readonly string[] | undefined;
  /** To train, names and likelihoods are needed; to score, a pair without a name is one nobody knows. */
  readonly purpose: 'train' | 'score';
}

/**
 * Pairs of a comma- or tab-separated file (by its name), in the order of its lines. The first line names the columns,
 * unless `header` does; a tenant that is not there is `"0"`, a likelihood that is not there 1.
 * @throws InputError naming the file and the line.
 */
export async function* readPairs(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
  { header, purpose }: PairReading,
): AsyncGenerator<TrainingPair> {
  let columns = header && columnsOf(header, '--header');
  let width = header?.length;
  for await (const records of csvRecords(chunks, file)) {
    for (const { fields, line } of records) {
      width ??= fields.length;
      if (columns === undefined) columns = columnsOf(fields, `${file}:1`);
      else if (fields.length === width) yield pairOf(fields, columns, `${file}:${line}`, purpose);
      else throw new InputError(`${file}:${line} has ${fields.length} columns instead of ${width}.`);
    }
  }
}

/** @param place where the header stands, for messages */
function columnsOf(header: readonly string[], place: string): ReadonlyMap<Column, number> {
  const names = header.map((name) => name.trim().toLowerCase());
  const columns = new Map<Column, number>();
  for (const [column, spellings] of Object.entries(columnNames) as [Column, string[]][]) {
    const indices = names.flatMap((name, index) => (spellings.includes(name) ? [index] : []));
    if (indices.length > 1) throw new InputError(`${place} names the ${column} column twice.`);
    if (indices[0] !== undefined) columns.set(column, indices[0]);
  }
  for (const needed of ['user', 'resource'] as const) {
    if (columns.has(needed)) continue;
    throw new InputError(
      `${place} names no ${needed} column; it is "${header.join(',').slice(0, 80)}". Name the columns in the first ` +
        'line, or with --header user,resource,likelihood if the file has no such line.',
    );
  }
  return columns;
}

function pairOf(
  record: readonly string[],
  columns: ReadonlyMap<Column, number>,
  place: string,
  purpose: PairReading['purpose'],
): TrainingPair {
  const field = (column: Column) => record[columns.get(column) ?? -1];
  const pair = { tenant: field('tenant') || onlyTenant, user: field('user') ?? '', resource: field('resource') ?? '' };
  if (purpose === 'score') return { ...pair, likelihood: 1 };
  for (const column of ['user', 'resource'] as const) {
    if (pair[column] === '')
      throw new InputError(`${place}: ${column} is empty; remove the line, or name the ${column}.`);
  }
  const likelihood = field('likelihood') ?? '1';
  if (likelihood.trim() !== '' && Number.isFinite(Number(likelihood)))
    return { ...pair, likelihood: Number(likelihood) };
  throw new InputError(`${place}: likelihood is "${likelihood}"; it takes a number.`);
}
