import type { Deployment } from '../deployment';
import { knownValue } from '../fact';
import { type Finding, judge, notChecked, ok, wrong } from '../finding';
import { shellCommand } from '../shellCommand';
import { duration, limits } from './limits';

/** Whether exported rows arrive, all of them. */
export function checkExportedBlobs(deployment: Deployment): readonly Finding[] {
  return [...checkNewest(deployment), ...checkWholeness(deployment)];
}

function checkNewest({ connections, storage, now }: Deployment): readonly Finding[] {
  const check = 'exported blobs';
  const container = knownValue(connections.exports)?.container ?? '';
  const list = listBlobs(knownValue(storage.exportAccount)?.name, container);
  return judge(check, storage.exportEnd, {
    missing: () =>
      wrong(
        check,
        `container ${container} is empty or not there: a new export rule takes half an hour, and exports what arrives after it`,
        list,
      ),
    judged: ({ newest, otherNames }) => {
      if (newest === undefined) {
        const problem = `container ${container} holds blobs, none of them named as data export names them: ${otherNames.join(', ')}`;
        return wrong(check, `${problem}. Is EXPORT_CONTAINER the right one?`, list);
      }
      const age = now.getTime() - newest.lastWritten.getTime();
      const told = `last written ${duration(age)} ago: ${newest.name}`;
      return age > limits.silentExport
        ? wrong(check, `${told}; see the export rule and table SecurityEvent`, list)
        : ok(check, told);
    },
  });
}

/** @see https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export#unsupported-tables */
function checkWholeness({ workspace }: Deployment): readonly Finding[] {
  const check = 'whole export';
  return judge(check, workspace.exportedDay, {
    missing: () => notChecked(check, 'what was exported is not told'),
    judged: ({ date, inWorkspace, exported }) => {
      const counts = `${exported} of ${inWorkspace} rows of event 5140 of ${date}`;
      if (exported >= inWorkspace * (1 - limits.missingFromExport)) return ok(check, `${counts} were exported`);
      const id = knownValue(workspace.workspace)?.customerId ?? 'WORKSPACE_ID';
      const query =
        `SecurityEvent | where TimeGenerated >= datetime(${date}) and TimeGenerated < datetime(${date}) + 1d ` +
        '| where EventID == 5140 | summarize count() by Computer, SourceSystem';
      return wrong(
        check,
        `only ${counts} were exported: SecurityEvent is exported in part. This tells which computers there are`,
        shellCommand('az', 'monitor', 'log-analytics', 'query', '--workspace', id, '--analytics-query', query),
      );
    },
  });
}

function listBlobs(account: string | undefined, container: string): string {
  const words = ['--account-name', account ?? 'ACCOUNT', '--container-name', container || 'CONTAINER'];
  return shellCommand(
    'az',
    'storage',
    'blob',
    'list',
    ...words,
    '--num-results',
    '10',
    '--auth-mode',
    'login',
    '--output',
    'table',
  );
}
