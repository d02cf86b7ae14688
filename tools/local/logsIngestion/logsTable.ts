import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite';
import type { Column, ColumnType } from './column';

/** A row of a result: SQLite has no dates and no booleans, so these are TEXT and 0 or 1; dynamic is JSON text. */
export type ResultRow = Record<string, SQLOutputValue>;

const sqlTypes: Readonly<Record<ColumnType, string>> = {
  datetime: 'TEXT',
  string: 'TEXT',
  real: 'REAL',
  int: 'INTEGER',
  long: 'INTEGER',
  boolean: 'INTEGER',
  dynamic: 'TEXT',
};

/** A table of a Log Analytics workspace, kept in SQLite under the same name. */
export class LogsTable {
  readonly #database: DatabaseSync;
  readonly #insert: string;

  /**
   * @param database a file, or `:memory:`
   * @param name created unless the file has it
   */
  constructor(
    database: string,
    name: string,
    readonly columns: readonly Column[],
  ) {
    this.#database = new DatabaseSync(database);
    const definitions = columns.map((column) => `${quoted(column.name)} ${sqlTypes[column.type]}`);
    this.#database.exec(`CREATE TABLE IF NOT EXISTS ${quoted(name)} (${definitions.join(', ')})`);
    this.#insert = `INSERT INTO ${quoted(name)} (${columns.map((column) => quoted(column.name)).join(', ')})
      VALUES (${columns.map(() => '?').join(', ')})`;
  }

  /** Adds the rows, all or none. Each must fit the columns. */
  insert(rows: readonly Readonly<Record<string, unknown>>[]): void {
    const statement = this.#database.prepare(this.#insert);
    this.#database.exec('BEGIN');
    try {
      for (const row of rows) {
        statement.run(...this.columns.map((column) => toSql(row[column.name], column.type)));
      }
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  query(sql: string, ...parameters: SQLInputValue[]): ResultRow[] {
    return this.#database.prepare(sql).all(...parameters);
  }

  close(): void {
    this.#database.close();
  }
}

function toSql(value: unknown, type: ColumnType): SQLInputValue {
  if (value === null || value === undefined) {
    return null;
  }
  if (type === 'dynamic') {
    return JSON.stringify(value);
  }
  return typeof value === 'boolean' ? Number(value) : (value as string | number);
}

function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
