import { resultTable } from '../../../../shared/detectors/resourceAccess/columns';
import { type Environment, identityRules } from '../../../../shared/settings';
import { isResourceId } from '../azure/resourceId';
import { settingFact } from '../connections';
import type { ExportedDay, RuleFacts, WorkspaceFacts } from '../deployment';
import { type Fact, known, unknown, whenKnown } from '../fact';
import { readExportedFileShareRows } from '../facts/exportedFileShareRows';
import { readExportRules, readTable, readWorkspace, type Workspace } from '../facts/workspace';
import { readFileShareRows, readFindingRows, readSecurityEventRows } from '../facts/workspaceRows';
import type { Asking } from './asking';

const day = 86_400_000;

/** The workspace is the one that the data collection rule writes to. */
export async function gatherWorkspace(
  asking: Asking,
  { rule }: RuleFacts,
  settings: Environment,
): Promise<WorkspaceFacts> {
  const { resourceManager, logAnalytics } = asking;
  const workspace = await whenKnown(rule, ({ workspace: id = '' }) =>
    isResourceId(id)
      ? readWorkspace(resourceManager, id)
      : unknown('the data collection rule sends the stream to no workspace'),
  );
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
