import { resultTable } from '../../../../shared/detectors/resourceAccess/columns';
import { type Environment, identityRules } from '../../../../shared/settings';
import { isResourceId } from '../azure/resourceId';
import { settingFact } from '../connections';
import type { ExportedDay, RuleFacts, StorageFacts, WorkspaceFacts } from '../deployment';
import { derived, type Fact, known, unknown, whenKnown } from '../fact';
import { readExportedFileShareRows } from '../facts/exportedFileShareRows';
import { readExportRules, readTable, readWorkspace, type Workspace } from '../facts/workspace';
import { readFileShareRows, readFindingRows, readSecurityEventRows } from '../facts/workspaceRows';
import type { Asking } from './asking';

const day = 86_400_000;

/** The workspace is the one that the data collection rule writes to; where that is not known, the one that exports. */
export async function gatherWorkspace(
  asking: Asking,
  { rule }: RuleFacts,
  { exportEnd }: StorageFacts,
  settings: Environment,
): Promise<WorkspaceFacts> {
  const { resourceManager, logAnalytics } = asking;
  const ofRule = derived(rule, ({ workspace }) =>
    workspaceFact(workspace, 'the rule sends the stream to no workspace'),
  );
  const ofExport = derived(exportEnd, ({ newest }) =>
    workspaceFact(exportingWorkspace(newest?.name), 'the exported blobs name no workspace'),
  );
  const id = ofRule.state !== 'known' && ofExport.state === 'known' ? ofExport : ofRule;
  const workspace = await whenKnown(id, (found) => readWorkspace(resourceManager, found));
  const inWorkspace = <Value>(read: (found: Workspace) => Promise<Fact<Value>>) => whenKnown(workspace, read);
  const [exportRules, securityEvent, table, securityEventRows, findingRows, exportedDay] = await Promise.all([
    inWorkspace(({ id }) => readExportRules(resourceManager, id)),
    inWorkspace(({ id }) => readTable(resourceManager, id, 'SecurityEvent')),
    inWorkspace(({ id }) => readTable(resourceManager, id, resultTable)),
    inWorkspace((found) => readSecurityEventRows(logAnalytics, found)),
    inWorkspace((found) => readFindingRows(logAnalytics, found)),
    inWorkspace((found) => readExportedDay(asking, found, settings)),
  ]);
  return { workspace, exportRules, securityEvent, resultTable: table, securityEventRows, findingRows, exportedDay };
}

function workspaceFact(id = '', otherwise: string): Fact<string> {
  return isResourceId(id) ? known(id) : unknown(otherwise);
}

/** The workspace's id stands before the year of a blob's name. */
function exportingWorkspace(blob = ''): string | undefined {
  return /^WorkspaceResourceId=(\/subscriptions\/.*\/workspaces\/[^/]+)\/y=\d{4}\//i.exec(blob)?.[1];
}

/** The day before yesterday: whatever hour it is, a night has read it since it ended. */
async function readExportedDay(
  { connections, logAnalytics, dataPlane, now }: Asking,
  workspace: Workspace,
  settings: Environment,
): Promise<Fact<ExportedDay>> {
  const midnight = Math.floor(now.getTime() / day) * day - 2 * day;
  const exported = await whenKnown(connections.exports, (exports) =>
    whenKnown(connections.models, (models) =>
      whenKnown(
        settingFact(settings, () => identityRules(settings)),
        (identity) =>
          readExportedFileShareRows({
            exports: dataPlane.container(exports),
            models: dataPlane.container(models),
            identity,
            workspace: workspace.id,
            midnight,
          }),
      ),
    ),
  );
  return whenKnown(exported, async (exportedRows) => {
    const rows = await readFileShareRows(logAnalytics, workspace, midnight);
    const date = new Date(midnight).toISOString().slice(0, 10);
    return whenKnown(rows, (inWorkspace) => known({ date, inWorkspace, exported: exportedRows }));
  });
}
