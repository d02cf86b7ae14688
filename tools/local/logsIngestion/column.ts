/** Types a column of a data collection rule's stream may have. */
export type ColumnType = 'datetime' | 'string' | 'real' | 'int' | 'long' | 'boolean' | 'dynamic';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}
