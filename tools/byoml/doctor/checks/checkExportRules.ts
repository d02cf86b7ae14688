import { apiVersions } from '../azure/apiVersions';
import { isSameRegion, resourceOfType } from '../azure/resourceId';
import type { Deployment } from '../deployment';
import { type Fact, knownValue } from '../fact';
import type { ExportRule, Workspace } from '../facts/workspace';
import { type Finding, judge, notChecked, ok, wrong } from '../finding';
import { shellCommand } from '../shellCommand';
import { placeWords } from './remedyWords';

const table = 'SecurityEvent';
/** The hub and the container that data export makes for a table. */
const defaultHub = 'am-securityevent';

/** Where rows should be exported to. */
interface Destination {
  readonly check: string;
  /** Type in a resource id. */
  readonly type: 'storageAccounts' | 'namespaces';
  readonly name: string | undefined;
  /** Why the name is not known. */
  readonly why: string;
  readonly id: string | undefined;
  readonly location: string | undefined;
  /** The hub that rows should come by. */
  readonly hub?: string;
}

/** Whether the workspace exports SecurityEvent to both places, and can. */
export function checkExportRules(deployment: Deployment): readonly Finding[] {
  const { exportRules, workspace } = deployment.workspace;
  return [
    ...checkPlan(deployment),
    ...[storageDestination(deployment), hubDestination(deployment)].flatMap((destination) =>
      judge(destination.check, exportRules, {
        missing: () => notChecked(destination.check, 'the workspace is not there'),
        judged: (rules) => checkDestination(rules, destination, workspace),
      }),
    ),
  ];
}

/** @see https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export#limitations */
function checkPlan({ workspace }: Deployment): readonly Finding[] {
  const check = `table ${table}`;
  return judge(check, workspace.securityEvent, {
    missing: () =>
      wrong(
        check,
        'the workspace has none: connect Windows Security Events to Microsoft Sentinel, the event set Common',
      ),
    judged: ({ plan }) =>
      plan === 'Auxiliary'
        ? wrong(check, 'its plan is Auxiliary, which is not exported: give it the tier Analytics in table management')
        : ok(check, `plan ${plan}, which is exported in part: some of its rows come by services that are not`),
  });
}

function checkDestination(rules: readonly ExportRule[], destination: Destination, workspace: Fact<Workspace>): Finding {
  const { check, type, name, id } = destination;
  if (name === undefined) return notChecked(check, destination.why);
  const toHere = rules.filter(
    (rule) => resourceOfType(rule.destination, type)?.name.toLowerCase() === name.toLowerCase(),
  );
  const [rule] = [...toHere].sort((one, other) => faults(one, destination) - faults(other, destination));
  const put = (changed: Partial<ExportRule>) => putRule(workspace, destination, rule, changed);
  if (rule === undefined) {
    return wrong(check, `no export rule of the workspace has ${name} as its destination`, id && put({}));
  }
  if (resourceOfType(rule.destination, 'eventhubs') !== undefined) {
    return wrong(check, `rule ${rule.name} names the hub as its destination, where it takes the namespace`, put({}));
  }
  if (!rule.isEnabled) return wrong(check, `rule ${rule.name} is switched off`, put({ isEnabled: true }));
  if (!exportsTable(rule)) {
    return wrong(check, `rule ${rule.name} does not export ${table}`, put({ tables: [...rule.tables, table] }));
  }
  if (isOtherHub(rule, destination)) {
    const into = rule.hub ?? defaultHub;
    return wrong(check, `rule ${rule.name} writes to hub ${into}, the app reads ${destination.hub}`, put({}));
  }
  return checkRegion(rule, destination, workspace);
}

function checkRegion(rule: ExportRule, destination: Destination, workspace: Fact<Workspace>): Finding {
  const { check, location, name, type, id = '' } = destination;
  const region = knownValue(workspace)?.location;
  if (location === undefined || region === undefined) {
    return ok(check, `rule ${rule.name}; its region is not told, and must be that of the workspace`);
  }
  if (isSameRegion(location, region)) return ok(check, `rule ${rule.name}, in ${region} as the workspace is`);
  const [create, sku] =
    type === 'namespaces'
      ? [['eventhubs', 'namespace', 'create', '--name', 'NAMESPACE'], 'Standard']
      : [['storage', 'account', 'create', '--name', 'ACCOUNT'], 'Standard_LRS'];
  return wrong(
    check,
    `${name} is in ${location}, the workspace in ${region}: data export writes within a region only. Make another one ` +
      'there, and name it in the rule and in the settings',
    shellCommand('az', ...create, ...placeWords(id), '--location', region, '--sku', sku),
  );
}

/** Of several rules to one place, the one with the fewest faults is told. */
function faults(rule: ExportRule, destination: Destination): number {
  const isHub = resourceOfType(rule.destination, 'eventhubs') !== undefined;
  return [isHub, !rule.isEnabled, !exportsTable(rule), isOtherHub(rule, destination)].filter(Boolean).length;
}

function exportsTable({ tables }: ExportRule): boolean {
  return tables.some((one) => one.toLowerCase() === table.toLowerCase());
}

function isOtherHub(rule: ExportRule, { hub }: Destination): boolean {
  return hub !== undefined && (rule.hub ?? defaultHub).toLowerCase() !== hub.toLowerCase();
}

/** A rule is replaced as a whole: what is not named is taken away. */
function putRule(
  workspace: Fact<Workspace>,
  { type, id, hub }: Destination,
  rule: ExportRule | undefined,
  changed: Partial<ExportRule>,
): string {
  // As infra/main.bicep names them: by another name the next deployment would make a second rule.
  const fallback = type === 'namespaces' ? 'byoml-securityevent-to-eventhub' : 'byoml-securityevent-to-storage';
  const { name, tables } = { name: fallback, tables: [table], ...rule, ...changed };
  const resourceId = id ?? resourceOfType(rule?.destination ?? '', type)?.id ?? 'RESOURCE_ID';
  const path = `${knownValue(workspace)?.id ?? ''}/dataExports/${name}`;
  const url = `${path}?api-version=${apiVersions['Microsoft.OperationalInsights/workspaces/dataExports']}`;
  const destination = hub === undefined ? { resourceId } : { resourceId, metaData: { eventHubName: hub } };
  const tableNames = tables.length > 0 ? tables : [table];
  const body = JSON.stringify({ properties: { destination, tableNames, enable: true } });
  return shellCommand('az', 'rest', '--method', 'put', '--url', url, '--body', body);
}

function storageDestination({ connections, storage }: Deployment): Destination {
  const account = knownValue(storage.exportAccount);
  return {
    check: 'export to storage',
    type: 'storageAccounts',
    name: account?.name,
    why: whyNot(storage.exportAccount, connections.exports),
    id: account?.id,
    location: account?.location,
  };
}

function hubDestination({ connections, hub }: Deployment): Destination {
  const namespace = knownValue(hub.namespace);
  const name = knownValue(connections.eventHub)?.hub;
  return {
    check: 'export to event hub',
    type: 'namespaces',
    name: namespace?.name,
    why: whyNot(hub.namespace, connections.eventHub),
    id: namespace?.id,
    location: namespace?.location,
    ...(name !== undefined && { hub: name }),
  };
}

function whyNot(...facts: readonly Fact<unknown>[]): string {
  return facts.find((fact) => fact.state === 'unknown')?.why ?? 'where it should go is not known';
}
