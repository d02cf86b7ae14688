import { itemsOf, type KustoCode, type KustoGlobals, kustoLanguage } from './languageService';
import type { TableSchema } from './tableSchema';

/** A function that is stored in the workspace under a name, and takes no arguments. */
export interface StoredFunction {
  readonly name: string;
  readonly query: string;
}

/** A watchlist, whose columns are those of its file. */
export interface WatchlistColumns {
  readonly alias: string;
  readonly columns: readonly string[];
}

export interface QueryProblem {
  /** For example KS142, an unknown name. */
  readonly code: string;
  readonly message: string;
  /** Where in the query, from 0. */
  readonly start: number;
}

/** What a query comes to: what is wrong with it, and the columns of its result with their types, by name. */
export interface BoundQuery {
  readonly problems: readonly QueryProblem[];
  readonly columns: ReadonlyMap<string, string>;
}

/** A Log Analytics workspace as queries see it: tables, stored functions, watchlists; no rows. */
export class Workspace {
  readonly #globals: KustoGlobals;

  constructor(
    tables: readonly TableSchema[],
    functions: readonly StoredFunction[] = [],
    watchlists: readonly WatchlistColumns[] = [],
  ) {
    const { Symbols, GlobalState } = kustoLanguage();
    const members = [
      ...tables.map(({ Name, Properties }) => {
        const columns = Properties.map((column) => `['${column.Name}']: ${column.Type}`);
        return new Symbols.TableSymbol.$ctor7(Name, `(${columns.join(', ')})`, null);
      }),
      ...functions.map(({ name, query }) => new Symbols.FunctionSymbol.$ctor16(name, '()', `{\n${query}\n}`, null)),
      new Symbols.FunctionSymbol.$ctor16('_GetWatchlist', '(watchlistAlias: string)', watchlistBody(watchlists), null),
    ];
    this.#globals = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.$ctor1('workspace', members, false));
  }

  /** Parses a query and binds its names; warnings and suggestions of style are no problems. */
  bind(query: string): BoundQuery {
    const code = this.parse(query);
    const problems = itemsOf(code.GetDiagnostics())
      .filter(({ Severity }) => Severity === 'Error')
      .map(({ Code, Message, Start }) => ({ code: Code, message: Message, start: Start }));
    const columns = code.ResultType?.Columns === undefined ? [] : itemsOf(code.ResultType.Columns);
    return { problems, columns: new Map(columns.map(({ Name, Type }) => [Name, Type.Name])) };
  }

  parse(query: string): KustoCode {
    return kustoLanguage().KustoCode.ParseAndAnalyze(query, this.#globals);
  }
}

/**
 * The function that Microsoft Sentinel has in every workspace: the columns of the file as text, and a few of its own.
 * @see https://learn.microsoft.com/azure/sentinel/watchlists-queries
 */
function watchlistBody(watchlists: readonly WatchlistColumns[]): string {
  const ofFiles = new Set(watchlists.flatMap(({ columns }) => columns));
  const columns = ['_DTItemId', 'SearchKey', ...ofFiles].map((name) => `['${name}']: string`);
  return `{ datatable(LastUpdatedTimeUTC: datetime, ${columns.join(', ')})[] }`;
}
