/** Column types of a Log Analytics custom table that a data collection rule's stream accepts too. */
export type ColumnType = 'datetime' | 'string' | 'real' | 'int' | 'boolean' | 'dynamic';

/** One column of a detector's table: the table, the rule's stream and the row type all follow from it. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly description: string;
}

/**
 * A datetime travels as an ISO 8601 string, a dynamic as a JSON object or array; a real is null where there is no number
 * to give.
 */
interface ColumnValues {
  datetime: string;
  string: string;
  real: number | null;
  int: number;
  boolean: boolean;
  dynamic: Readonly<Record<string, unknown>> | readonly unknown[];
}

/** The JSON row that fits a list of columns. */
export type RowOf<Columns extends readonly Column[]> = {
  readonly [C in Columns[number] as C['name']]: ColumnValues[C['type']];
};
