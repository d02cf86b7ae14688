import { readFileSync } from 'node:fs';
import type { WatchlistColumns } from '../kusto/workspace';
import { TextFile } from './textFile';

/** A watchlist: what it is called, in JSON, and beside it its first rows, in CSV. */
export class WatchlistFile extends TextFile {
  readonly alias: string;
  readonly #searchKey: string;
  readonly #rows: string;

  constructor(path: string, projectFolder: string) {
    super(path, projectFolder);
    const { watchlistAlias, itemsSearchKey } = JSON.parse(this.text) as Record<string, string>;
    this.alias = watchlistAlias ?? '';
    this.#searchKey = itemsSearchKey ?? '';
    this.#rows = readFileSync(path.replace(/json$/, 'csv'), 'utf8');
  }

  get described(): WatchlistColumns {
    return { alias: this.alias, columns: this.#rows.split(/\r?\n/, 1)[0]!.split(',') };
  }

  check(): void {
    this.checkAscii();
    if (!this.described.columns.includes(this.#searchKey)) {
      this.report(this.text.indexOf('itemsSearchKey'), `Its rows have no column ${this.#searchKey} to search by.`);
    }
    for (const column of this.described.columns) {
      if (!/^[A-Za-z]\w*$/.test(column)) this.report(0, `${column} is no name of a column: its rows need a header.`);
    }
  }
}
