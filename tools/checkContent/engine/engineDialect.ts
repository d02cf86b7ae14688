/** Column in which the engine's tables keep when a row was ingested; in Log Analytics it is hidden behind a function. */
export const ingestionTimeColumn = 'IngestionTime_';

/**
 * A query as the engine takes it, which lacks two functions of Kusto. Both stand for a column: `ingestion_time()` for
 * when the row was ingested, `column_ifexists` for the named one, which the tables given to the engine have.
 */
export function engineDialect(query: string): string {
  return query
    .replaceAll('ingestion_time()', ingestionTimeColumn)
    .replace(/column_ifexists\((['"])(\w+)\1,\s*(['"])\3\)/g, '$2');
}
