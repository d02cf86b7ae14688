import { parseTime } from './time';

/**
 * A row as `JSON.parse` gives it. Which columns are there, and of which type, differs from row to row: Log Analytics
 * leaves empty columns out, and the same column may be a number in one file and a string in the next.
 */
export type Row = Readonly<Record<string, unknown>>;

/** Whether a value can be read as a row: an object, but no array. */
export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The field itself, `undefined` where the row has none of its own (`__proto__` and `toString` are no columns). */
export function rawField(row: Row, name: string): unknown {
  return Object.hasOwn(row, name) ? row[name] : undefined;
}

/** The field as milliseconds since 1970; `undefined` where it is no ISO 8601 time. */
export function timeField(row: Row, name: string): number | undefined {
  return timeOf(rawField(row, name));
}

/** A value as milliseconds since 1970; `undefined` where it is no ISO 8601 time. */
export function timeOf(value: unknown): number | undefined {
  return typeof value === 'string' ? parseTime(value) : undefined;
}

/** The value of `EventID`, a number or its decimal digits as a string; `NaN` where it is neither. */
export function eventIdOf(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\s*\d{1,9}\s*$/.test(value) ? Number(value) : Number.NaN;
}
