import { type Row, timeField } from '../../shared/events/row';

const workspace =
  'WorkspaceResourceId=/subscriptions/00000000-0000-0000-0000-000000000000/resourcegroups/contoso-soc' +
  '/providers/microsoft.operationalinsights/workspaces/contoso';

/**
 * Rows laid out as Log Analytics data export lays them out: one file of JSON lines per five minutes of TimeGenerated,
 * `WorkspaceResourceId=…/y=YYYY/m=MM/d=DD/h=HH/m=MM/PT05M.json`. Rows without a time have no place in it.
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export#storage-account
 */
export function exportFiles(rows: readonly Row[]): Map<string, string> {
  const files = new Map<string, string>();
  for (const row of rows) {
    const time = timeField(row, 'TimeGenerated');
    if (time === undefined) continue;
    const path = exportPath(new Date(time));
    files.set(path, `${files.get(path) ?? ''}${JSON.stringify(row)}\n`);
  }
  return files;
}

/** Where the row of a time lies: the file of its five minutes. */
export function exportPath(time: Date): string {
  const [year, month, day, hour, minute] = time.toISOString().split(/[-T:]/) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const fiveMinutes = String(Math.floor(Number(minute) / 5) * 5).padStart(2, '0');
  return `${workspace}/y=${year}/m=${month}/d=${day}/h=${hour}/m=${fiveMinutes}/PT05M.json`;
}
