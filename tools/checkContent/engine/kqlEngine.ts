import { execFile } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ActionableError } from '../../../shared/errors';
import { projectFolder } from '../../bench/projectFolder';
import { pythonEnvironment } from '../../python/pythonEnvironment';
import type { TableSchema } from '../kusto/tableSchema';
import type { StoredFunction } from '../kusto/workspace';
import { engineDialect, ingestionTimeColumn } from './engineDialect';

/** A row by its columns; one that is left out is null, or empty if it is text. */
export type TableRow = Readonly<Record<string, unknown>>;

/** Rows of a workspace and the functions stored in it. */
export interface WorkspaceRows {
  readonly tables: readonly TableSchema[];
  readonly rows: Readonly<Record<string, readonly TableRow[]>>;
  readonly functions: readonly StoredFunction[];
  /** Rows of watchlists, by alias; all have the same columns. */
  readonly watchlist: readonly TableRow[];
  readonly watchlistColumns: readonly string[];
}

/** A query and the moment that `now()` and `ago()` go by, at which rows that are ingested later are not there yet. */
export interface QueryAtMoment {
  readonly query: string;
  readonly now: Date;
}

export interface QueryResult {
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

/** The engine could not run a query. */
export class KqlEngineError extends ActionableError {}

const programs = join(projectFolder, 'tools/checkContent/engine');
const watchlistTable = 'WatchlistItems_';

/**
 * Runs KQL on rows, outside Azure: duckdb-kql, which translates it to SQL of DuckDB and refuses what it cannot translate.
 *
 * @see https://pypi.org/project/duckdb-kql/
 */
export class KqlEngine {
  readonly #python: string;

  private constructor(python: string) {
    this.#python = python;
  }

  /**
   * Installs the engine on first use, in `.local/kql` of the project.
   *
   * @param announce told before it is installed
   * @returns why it cannot be had, where there is no Python 3.11 or no package registry
   */
  static find(announce?: (sentence: string) => void): KqlEngine | { readonly missing: string } {
    const requirements = [join(programs, 'requirements.txt')];
    const found = pythonEnvironment(join(projectFolder, '.local/kql/python'), requirements, announce);
    return 'missing' in found ? found : new KqlEngine(found.python);
  }

  /**
   * @returns the result of each query, by its name
   * @throws KqlEngineError naming the query that the engine refuses
   */
  async run(
    { tables, rows, functions, watchlist, watchlistColumns }: WorkspaceRows,
    queries: Readonly<Record<string, QueryAtMoment>>,
  ): Promise<Record<string, QueryResult>> {
    const folder = await mkdtemp(join(tmpdir(), 'byoml-kql-'));
    try {
      const listed = { Name: watchlistTable, Properties: watchlistColumns.map((Name) => ({ Name, Type: 'string' })) };
      const described: [string, object][] = [];
      for (const { Name, Properties } of [...tables, listed]) {
        const file = join(folder, `${Name}.jsonl`);
        await writeLines(file, Name === watchlistTable ? watchlist : (rows[Name] ?? []));
        const columns = [...Properties, { Name: ingestionTimeColumn, Type: 'datetime' }];
        described.push([Name, { file, columns }]);
      }
      const request = {
        ingestionTime: ingestionTimeColumn,
        tables: Object.fromEntries(described),
        functions: [
          ...functions.map(({ name, query }) => ({ name, parameters: '', query: `\n${engineDialect(query)}\n` })),
          { name: '_GetWatchlist', parameters: 'watchlistAlias: string', query: watchlistTable },
        ],
        queries: Object.fromEntries(
          Object.entries(queries).map(([name, { query, now }]) => {
            return [name, { text: engineDialect(query), now: now.toISOString() }];
          }),
        ),
      };
      const answer = await this.#ask(JSON.stringify(request));
      return checked(JSON.parse(answer));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  #ask(request: string): Promise<string> {
    const options = { maxBuffer: 256 * 1024 * 1024 };
    return new Promise((resolve, reject) => {
      const child = execFile(this.#python, [join(programs, 'run_queries.py')], options, (error, output, errors) => {
        if (error === null) resolve(output);
        else reject(new KqlEngineError(`The KQL engine failed: ${errors.trim() || error.message}.`, { cause: error }));
      });
      child.stdin?.end(request);
    });
  }
}

async function writeLines(file: string, rows: readonly TableRow[]): Promise<void> {
  const handle = await open(file, 'w');
  try {
    for (let from = 0; from < rows.length; from += 4096) {
      const lines = rows.slice(from, from + 4096).map((row) => `${JSON.stringify(row)}\n`);
      await handle.write(lines.join(''));
    }
  } finally {
    await handle.close();
  }
}

function checked(results: Record<string, QueryResult | { readonly error: string }>): Record<string, QueryResult> {
  for (const [name, result] of Object.entries(results)) {
    if ('error' in result) throw new KqlEngineError(`The KQL engine refuses ${name}: ${result.error}.`);
  }
  return results as Record<string, QueryResult>;
}
