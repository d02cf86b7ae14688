import { createReadStream } from 'node:fs';
import { dirname } from 'node:path';
import type { Pair, TrainingPair } from '../../../shared/detectors/resourceAccess/trainingSet';
import type { Access, RowReader } from '../../../shared/events/access';
import { inflate } from '../../../shared/events/gzip';
import { InputError } from '../../../shared/events/inputError';
import type { ReadCounts } from '../../../shared/events/readCounts';
import { withoutDuplicates } from '../../../shared/events/readerFilters';
import { type ReadProblem, rowAccesses } from '../../../shared/events/rowAccesses';
import type { LineProblem } from '../../../shared/events/rowLines';
import { fileFormat } from '../../../shared/events/rowLines';
import type { Progress } from '../progress';
import { total } from './accounting';
import { type InputFile, inputFiles } from './inputFiles';
import { readPairs } from './readPairs';

export interface InputReading {
  readonly reader: RowReader;
  /** Columns of files of pairs that have no first line to name them. */
  readonly header: readonly string[] | undefined;
  /**
   * For training, copies of a row (by `_ItemId`) within one folder are skipped, as they are in an export, and pairs
   * need names and likelihoods. For scoring, every access has its line, copies too.
   */
  readonly purpose: 'train' | 'score';
  /** Added to while reading; a pair counts as an access. */
  readonly counts: ReadCounts;
  readonly progress: Progress;
}

/** What an input holds: pairs, or accesses. */
export type InputRecord = { readonly pair: TrainingPair } | { readonly access: Access };

/** The tenant, user and resource of either. */
export function pairOf(record: InputRecord): Pair {
  return 'pair' in record ? record.pair : record.access;
}

/** What is wrong with a line, in words. */
const problems: Readonly<Record<LineProblem, string>> = {
  notJson: 'it is not JSON',
  tooLong: 'it is too long to be read; write one row a line (for example with "jq -c .records[]")',
  partialLastLine: 'the file ends before the row does',
};

/** The first lines that hold no row are named on standard error; the rest is only counted. */
const namedProblems = 5;

/**
 * Reads files and folders one record at a time, in the order of the paths.
 * @throws InputError when nothing at all can be read, or a file is damaged; the message names file and line.
 */
export async function* readInput(paths: readonly string[], reading: InputReading): AsyncGenerator<InputRecord> {
  const { counts, progress } = reading;
  const files = await inputFiles(paths);
  let folder = '';
  let reader = reading.reader;
  let named = 0;
  for (const [index, file] of files.entries()) {
    if (reading.purpose === 'train' && dirname(file.path) !== folder) {
      folder = dirname(file.path);
      reader = withoutDuplicates(reading.reader);
    }
    const onProblem = (problem: ReadProblem) => {
      if ('line' in problem && ++named <= namedProblems) {
        progress.done(`${file.path}:${problem.line} holds no row: ${problems[problem.problem]}.`);
      }
    };
    for await (const record of recordsOf(file, { ...reading, reader }, onProblem)) {
      if (counts.rows % 1000 === 0) progress.show(`reading: ${counts.rows} rows, file ${index + 1} of ${files.length}`);
      yield record;
    }
  }
  if (counts.rows === 0) throw new InputError(`${paths.join(', ')}: there is no row in it.`);
  if (counts.accesses === 0 && total(counts.problems) === counts.rows) {
    throw new InputError(`${paths.join(', ')}: none of its ${counts.rows} lines is a JSON row.`);
  }
}

async function* recordsOf(
  file: InputFile,
  { reader, header, purpose, counts }: InputReading,
  onProblem: (problem: ReadProblem) => void,
): AsyncGenerator<InputRecord> {
  const chunks = createReadStream(file.path);
  if (file.kind === 'events') {
    const reading = { reader, format: fileFormat, counts, onProblem };
    for await (const access of rowAccesses(chunks, file.path, reading)) yield { access };
    return;
  }
  counts.sources++;
  for await (const pair of readPairs(inflate(chunks, file.path), file.path, { header, purpose })) {
    counts.rows++;
    counts.accesses++;
    yield { pair };
  }
}
