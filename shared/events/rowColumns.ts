import { type Row, rawField } from './row';

/** A column, and what a reader makes of its value: a pure function of anything, `undefined` where there is none. */
export type Column = readonly [name: string, read: (value: unknown) => unknown];

/** Columns a reader looks at together. */
export interface ColumnGroup {
  readonly columns: readonly Column[];
  /** Whether a reader looks at no further group, by what was read of the columns up to here, in their order. */
  readonly isEnough: (values: readonly unknown[]) => boolean;
}

/** The columns a reader looks at, those first by which most rows are skipped. */
export type RowColumns = readonly ColumnGroup[];

/** A row of which nothing is left but what was read of a reader's columns: see {@link columnValues}. */
export class ReadRow {
  readonly values: readonly unknown[];

  constructor(values: readonly unknown[]) {
    this.values = values;
  }
}

/** What is read of the columns of a row, in their order; of the groups that are not looked at, nothing. */
export function columnValues(row: Row, groups: RowColumns): readonly unknown[] {
  const values: unknown[] = [];
  for (const { columns, isEnough } of groups) {
    for (const [name, read] of columns) values.push(read(rawField(row, name)));
    if (isEnough(values)) break;
  }
  return values;
}
