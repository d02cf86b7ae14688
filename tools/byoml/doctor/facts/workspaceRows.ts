import { resultTable } from '../../../../shared/detectors/resourceAccess/columns';
import { listAt, textAt } from '../azure/answer';
import type { AzureClient } from '../azure/azureClient';
import { type Fact, known, unknown, whenKnown } from '../fact';
import type { Workspace } from './workspace';

/** What the workspace has of SecurityEvent in the last day. */
export interface SecurityEventRows {
  readonly rows: number;
  readonly fileShareRows: number;
}

/** What the workspace has of findings in the last seven days. */
export interface FindingRows {
  readonly rows: number;
  readonly newest?: Date;
}

/** Queries that are asked; each gives one row. */
export const queries = {
  securityEvents:
    'SecurityEvent | where TimeGenerated > ago(1d) | summarize Rows = count(), FileShareRows = countif(EventID == 5140)',
  findings: `${resultTable} | where TimeGenerated > ago(7d) | summarize Rows = count(), Newest = max(ScoredAt)`,
  /** @param date of a UTC day, `2026-11-20` */
  fileShareRowsOf: (date: string) =>
    `SecurityEvent | where TimeGenerated >= datetime(${date}) and TimeGenerated < datetime(${date}) + 1d ` +
    '| where EventID == 5140 | summarize Rows = count()',
};

export async function readSecurityEventRows(
  client: AzureClient,
  workspace: Workspace,
): Promise<Fact<SecurityEventRows>> {
  return whenKnown(await ask(client, workspace, queries.securityEvents), (row) => {
    const [rows, fileShareRows] = [Number(row.get('Rows')), Number(row.get('FileShareRows'))];
    return areCounts(rows, fileShareRows) ? known({ rows, fileShareRows }) : noCounts;
  });
}

export async function readFindingRows(client: AzureClient, workspace: Workspace): Promise<Fact<FindingRows>> {
  return whenKnown(await ask(client, workspace, queries.findings), (row) => {
    const [rows, newest] = [Number(row.get('Rows')), new Date(String(row.get('Newest')))];
    if (!areCounts(rows)) return noCounts;
    return known(Number.isNaN(newest.getTime()) ? { rows } : { rows, newest });
  });
}

/** @param midnight of a UTC day, milliseconds since 1970 */
export async function readFileShareRows(
  client: AzureClient,
  workspace: Workspace,
  midnight: number,
): Promise<Fact<number>> {
  const query = queries.fileShareRowsOf(new Date(midnight).toISOString().slice(0, 10));
  return whenKnown(await ask(client, workspace, query), (row) => {
    const rows = Number(row.get('Rows'));
    return areCounts(rows) ? known(rows) : noCounts;
  });
}

const noCounts = unknown('Log Analytics gave no counts');

function areCounts(...values: readonly number[]): boolean {
  return values.every((value) => Number.isSafeInteger(value) && value >= 0);
}

/** @see https://learn.microsoft.com/azure/azure-monitor/logs/api/response-format */
async function ask(
  client: AzureClient,
  { customerId }: Workspace,
  query: string,
): Promise<Fact<ReadonlyMap<string, unknown>>> {
  const answer = await client.post(`/v1/workspaces/${customerId}/query`, undefined, { query });
  return whenKnown(answer, (told) => {
    const [table] = listAt(told, 'tables');
    const [row] = listAt(table, 'rows');
    const names = listAt(table, 'columns').map((column) => textAt(column, 'name') ?? '');
    if (!Array.isArray(row) || row.length !== names.length) return unknown('Log Analytics gave no table of one row');
    return known(new Map(names.map((name, index) => [name, row[index] as unknown])));
  });
}
