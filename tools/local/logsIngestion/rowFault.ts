import type { Column, ColumnType } from './column';

/** For each type: what it holds, in words, and whether a JSON value (never null) is such. */
const types: Readonly<Record<ColumnType, { readonly holds: string; readonly accepts: (value: unknown) => boolean }>> = {
  datetime: { holds: 'an ISO 8601 date and time in a string', accepts: isDateTime },
  string: { holds: 'a string', accepts: (value) => typeof value === 'string' },
  real: { holds: 'a number', accepts: (value) => typeof value === 'number' && Number.isFinite(value) },
  int: {
    holds: 'a whole number of 32 bits',
    accepts: (value) => Number.isInteger(value) && (Number(value) | 0) === value,
  },
  long: { holds: 'a whole number up to 2^53', accepts: (value) => Number.isSafeInteger(value) },
  boolean: { holds: 'true or false', accepts: (value) => typeof value === 'boolean' },
  dynamic: { holds: 'any JSON value', accepts: () => true },
};

/**
 * What is wrong with a row, naming the column and why; undefined when it fits the columns. A column may be null or
 * missing.
 */
export function rowFault(columns: ReadonlyMap<string, Column>, row: unknown): string | undefined {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    return 'it is not a JSON object';
  }
  for (const [name, value] of Object.entries(row)) {
    const column = columns.get(name);
    if (column === undefined) {
      return `column '${name}' is not in the table`;
    }
    const { holds, accepts } = types[column.type];
    if (value !== null && !accepts(value)) {
      return `column '${name}' (${column.type}) must hold ${holds}, not ${excerpt(value)}`;
    }
  }
  return undefined;
}

function isDateTime(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) && !Number.isNaN(Date.parse(value));
}

function excerpt(value: unknown): string {
  const json = JSON.stringify(value);
  return json.length > 60 ? `${json.slice(0, 60)}…` : json;
}
