import { type Row, rawField } from './row';

/** A column, and what a reader makes of its value: a pure function of anything, `undefined` where there is none. */
export type Column = readonly [name: string, read: (value: unknown) => unknown];

/** The columns a reader looks at. */
export interface RowColumns {
  /** Those by which most rows are skipped. */
  readonly deciding: readonly Column[];
  readonly others: readonly Column[];
  /** Whether a row is skipped, and for which reason, by what was read of the deciding columns alone. */
  readonly isDecided: (values: readonly unknown[]) => boolean;
}

/** A row of which nothing is left but what was read of a reader's columns: see {@link columnValues}. */
export class ReadRow {
  readonly values: readonly unknown[];

  constructor(values: readonly unknown[]) {
    this.values = values;
  }
}

/** What is read of the columns of a row, in their order; where the deciding ones decide, of no others. */
export function columnValues(row: Row, { deciding, others, isDecided }: RowColumns): readonly unknown[] {
  const values = deciding.map(([name, read]) => read(rawField(row, name)));
  if (!isDecided(values)) for (const [name, read] of others) values.push(read(rawField(row, name)));
  return values;
}
