import { at, listAt, numberAt, textAt, textsAt } from '../azure/answer';
import { apiVersions } from '../azure/apiVersions';
import type { AzureClient } from '../azure/azureClient';
import { isResourceId } from '../azure/resourceId';
import { absent, type Fact, known, unknown, whenKnown } from '../fact';
import { findResource } from './findResource';

/** A data collection rule, and what it does with one stream. */
export interface CollectionRule {
  readonly id: string;
  readonly location: string;
  /** `Direct`, or none of that name where it takes an endpoint of its own. */
  readonly kind: string;
  /** Of a `Direct` rule: where rows are sent. */
  readonly endpoint?: string;
  readonly endpointId?: string;
  /** Columns of the stream; undefined where the rule does not know the stream. */
  readonly columns?: readonly { readonly name: string; readonly type: string }[];
  readonly outputStream?: string;
  readonly transformation?: string;
  /** Resource id of the workspace that the stream flows to. */
  readonly workspace?: string;
}

/** What became of rows in the last day. */
export interface RuleTraffic {
  readonly received: number;
  readonly dropped: number;
}

const day = 86_400_000;

/** The rule of an immutable id. */
export async function readCollectionRule(
  client: AzureClient,
  subscriptions: readonly string[],
  { ruleId, stream }: { readonly ruleId: string; readonly stream: string },
): Promise<Fact<CollectionRule>> {
  const found = await findResource(client, subscriptions, {
    type: 'Microsoft.Insights/dataCollectionRules',
    what: `data collection rule of immutable id ${ruleId}`,
    isWanted: (rule) => textAt(rule, 'properties', 'immutableId')?.toLowerCase() === ruleId.toLowerCase(),
  });
  return whenKnown(found, ({ id, location, answer }) => known({ id, location, ...ruleParts(answer, stream) }));
}

/** Where the rule takes rows: at an address of its own, at that of its endpoint, or at both. `absent`: nowhere. */
export async function readEndpoints(client: AzureClient, rule: CollectionRule): Promise<Fact<readonly string[]>> {
  const own = rule.endpoint === undefined ? [] : [rule.endpoint];
  if (rule.endpointId === undefined || !isResourceId(rule.endpointId)) return own.length > 0 ? known(own) : absent;
  const answer = await client.get(rule.endpointId, apiVersions['Microsoft.Insights/dataCollectionEndpoints']);
  return whenKnown(answer, (told) => {
    const endpoint = textAt(told, 'properties', 'logsIngestion', 'endpoint');
    if (endpoint === undefined) return unknown('Resource Manager did not tell the address of the endpoint');
    return known([...own, endpoint]);
  });
}

/** Whether the errors of the rule are kept somewhere. */
export async function readLogsErrors(client: AzureClient, rule: CollectionRule): Promise<Fact<boolean>> {
  const path = `${rule.id}/providers/Microsoft.Insights/diagnosticSettings`;
  const answer = await client.list(path, apiVersions['Microsoft.Insights/diagnosticSettings']);
  return whenKnown(answer, (settings) =>
    known(
      settings
        .flatMap((setting) => listAt(setting, 'properties', 'logs'))
        .some((log) => at(log, 'enabled') === true && coversErrors(log)),
    ),
  );
}

/**
 * Rows that the rule was given, and those it dropped, in the day before now.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/reference/supported-metrics/microsoft-insights-datacollectionrules-metrics
 */
export async function readTraffic(client: AzureClient, rule: CollectionRule, now: Date): Promise<Fact<RuleTraffic>> {
  const timespan = [now.getTime() - day, now.getTime()].map((time) => new Date(time).toISOString()).join('/');
  const path = `${rule.id}/providers/Microsoft.Insights/metrics`;
  const answer = await client.get(path, apiVersions['Microsoft.Insights/metrics'], {
    metricnames: 'RowsReceived_Count,RowsDropped_Count',
    aggregation: 'Total',
    interval: 'PT1H',
    timespan,
  });
  return whenKnown(answer, (metrics) =>
    known({ received: sumOf(metrics, 'RowsReceived_Count'), dropped: sumOf(metrics, 'RowsDropped_Count') }),
  );
}

function ruleParts(answer: unknown, stream: string): Omit<CollectionRule, 'id' | 'location'> {
  const flow = listAt(answer, 'properties', 'dataFlows').find((one) => textsAt(one, 'streams').includes(stream));
  const destination = listAt(answer, 'properties', 'destinations', 'logAnalytics').find((one) =>
    textsAt(flow, 'destinations').includes(textAt(one, 'name') ?? ''),
  );
  const declared = at(answer, 'properties', 'streamDeclarations', stream);
  const columns = listAt(declared, 'columns').map((column) => ({
    name: textAt(column, 'name') ?? '',
    type: textAt(column, 'type') ?? '',
  }));
  return withoutUndefined({
    kind: textAt(answer, 'kind') ?? '',
    endpoint: textAt(answer, 'properties', 'endpoints', 'logsIngestion'),
    endpointId: textAt(answer, 'properties', 'dataCollectionEndpointId'),
    columns: declared === undefined ? undefined : columns,
    outputStream: textAt(flow, 'outputStream'),
    transformation: textAt(flow, 'transformKql'),
    workspace: textAt(destination, 'workspaceResourceId'),
  });
}

function coversErrors(log: unknown): boolean {
  return textAt(log, 'category') === 'LogErrors' || textAt(log, 'categoryGroup')?.toLowerCase() === 'alllogs';
}

function sumOf(metrics: unknown, name: string): number {
  return listAt(metrics, 'value')
    .filter((metric) => textAt(metric, 'name', 'value') === name)
    .flatMap((metric) => listAt(metric, 'timeseries'))
    .flatMap((series) => listAt(series, 'data'))
    .reduce<number>((sum, point) => sum + (numberAt(point, 'total') ?? 0), 0);
}

/** An optional property is left out, not there and undefined. */
function withoutUndefined<Value extends object>(value: { [Key in keyof Value]: Value[Key] | undefined }): Value {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Value;
}
