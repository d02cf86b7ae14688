import { at, listAt, textAt, textsAt } from '../azure/answer';
import { apiVersions } from '../azure/apiVersions';
import type { AzureClient } from '../azure/azureClient';
import { type Fact, known, unknown, whenKnown } from '../fact';

export interface Workspace {
  readonly id: string;
  readonly location: string;
  /** What queries name it by. */
  readonly customerId: string;
}

/** A data export rule. */
export interface ExportRule {
  readonly name: string;
  readonly isEnabled: boolean;
  readonly tables: readonly string[];
  /** Resource id of a storage account or an Event Hubs namespace, as it stands in the rule. */
  readonly destination: string;
  /** The one hub of all its tables; undefined where each table has its own. */
  readonly hub?: string;
}

export interface Table {
  /** Analytics, Basic or Auxiliary. */
  readonly plan: string;
  /** `Classic` where it was made by the HTTP Data Collector API, as BYO-ML did. */
  readonly subType: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

export async function readWorkspace(client: AzureClient, id: string): Promise<Fact<Workspace>> {
  const answer = await client.get(id, apiVersions['Microsoft.OperationalInsights/workspaces']);
  return whenKnown(answer, (workspace) => {
    const location = textAt(workspace, 'location');
    const customerId = textAt(workspace, 'properties', 'customerId') ?? '';
    if (location === undefined || !/^[\da-f-]{36}$/i.test(customerId)) {
      return unknown('Resource Manager did not tell region and id of the workspace');
    }
    return known({ id, location, customerId });
  });
}

export async function readExportRules(client: AzureClient, workspace: string): Promise<Fact<readonly ExportRule[]>> {
  const path = `${workspace}/dataExports`;
  const answer = await client.list(path, apiVersions['Microsoft.OperationalInsights/workspaces/dataExports']);
  return whenKnown(answer, (rules) => known(rules.map(exportRule)));
}

function exportRule(answer: unknown): ExportRule {
  const hub = textAt(answer, 'properties', 'destination', 'metaData', 'eventHubName');
  const rule = {
    name: textAt(answer, 'name') ?? '',
    isEnabled: at(answer, 'properties', 'enable') === true,
    tables: textsAt(answer, 'properties', 'tableNames'),
    destination: textAt(answer, 'properties', 'destination', 'resourceId') ?? '',
  };
  return hub ? { ...rule, hub } : rule;
}

export async function readTable(client: AzureClient, workspace: string, name: string): Promise<Fact<Table>> {
  const path = `${workspace}/tables/${encodeURIComponent(name)}`;
  const answer = await client.get(path, apiVersions['Microsoft.OperationalInsights/workspaces/tables']);
  return whenKnown(answer, (table) =>
    known({
      plan: textAt(table, 'properties', 'plan') ?? 'unknown',
      subType: textAt(table, 'properties', 'schema', 'tableSubType') ?? 'unknown',
      columns: ['standardColumns', 'columns'].flatMap((part) =>
        listAt(table, 'properties', 'schema', part).map((column) => ({
          name: textAt(column, 'name') ?? '',
          type: textAt(column, 'type') ?? '',
        })),
      ),
    }),
  );
}
