import type { Pair } from '../../shared/detectors/resourceAccess/trainingSet';
import type { Access, RowReader } from '../../shared/events/access';
import { emptyReadCounts } from '../../shared/events/readCounts';
import { accountingLine } from '../byoml/input/accounting';
import { readInput } from '../byoml/input/readInput';
import type { Progress } from '../byoml/progress';
import { labelReader } from './labelColumn';

export interface EvaluationReading {
  readonly reader: RowReader;
  /** Columns of files of pairs that have no first line to name them. */
  readonly header: readonly string[] | undefined;
  /** The column of rows that labels anomalies. */
  readonly labelColumn: string;
  readonly progress: Progress;
}

/** What there is to judge scorers on: accesses of rows, or pairs of csv or tsv files. */
export interface EvaluationInput {
  readonly accesses: readonly Access[];
  /** The accesses that are labelled as anomalies, and their kinds. */
  readonly kinds: ReadonlyMap<Access, string>;
  readonly pairs: readonly Pair[];
}

/** @throws InputError when nothing can be read, or a file is damaged; the message names file and line. */
export async function readEvaluationInput(
  paths: readonly string[],
  { reader, header, labelColumn, progress }: EvaluationReading,
): Promise<EvaluationInput> {
  const accesses: Access[] = [];
  const kinds = new Map<Access, string>();
  const pairs: Pair[] = [];
  const counts = emptyReadCounts();
  const labelled = labelReader(reader, labelColumn, kinds);
  for await (const record of readInput(paths, { reader: labelled, header, purpose: 'train', counts, progress })) {
    if ('pair' in record) pairs.push(record.pair);
    else accesses.push(record.access);
  }
  progress.done(accountingLine(counts));
  return { accesses, kinds, pairs };
}
