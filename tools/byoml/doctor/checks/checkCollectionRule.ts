import { resultColumns, resultTable } from '../../../../shared/detectors/resourceAccess/columns';
import { apiVersions } from '../azure/apiVersions';
import { isSameRegion } from '../azure/resourceId';
import type { Deployment } from '../deployment';
import { knownValue } from '../fact';
import type { CollectionRule } from '../facts/collectionRule';
import { type Finding, judge, notChecked, ok, wrong } from '../finding';
import { shellCommand } from '../shellCommand';
import { compareColumns, differenceText } from './columnDifference';
import { setAppSettings } from './remedyWords';

/** Whether the rule takes findings at the address they are sent to, and hands them on to the table. */
export function checkCollectionRule(deployment: Deployment): readonly Finding[] {
  return [
    ...checkStream(deployment),
    ...checkEndpoint(deployment),
    ...checkErrors(deployment),
    ...checkTraffic(deployment),
  ];
}

function checkStream({ connections, rule, workspace }: Deployment): readonly Finding[] {
  const check = 'data collection rule';
  const stream = knownValue(connections.ingestion)?.stream ?? '';
  return judge(check, rule.rule, {
    missing: () => notChecked(check, 'the rule is not there'),
    judged: (found) => {
      const columns = resultColumns.map(({ name, type }) => ({ name, type }));
      const set = (...changes: readonly string[]) => updateRule(found, ...changes);
      const declare = set(`properties.streamDeclarations.${stream}=${JSON.stringify({ columns })}`);
      if (found.columns === undefined) {
        return wrong(check, `it has no stream ${stream}, the one of LOGS_INGESTION_STREAM`, declare);
      }
      const difference = compareColumns(columns, found.columns);
      if (difference.missing.length + difference.different.length > 0) {
        return wrong(check, `in stream ${stream} ${differenceText(difference)}: what is sent is lost`, declare);
      }
      const output = `Custom-${resultTable}`;
      if (found.workspace === undefined || found.outputStream?.toLowerCase() !== output.toLowerCase()) {
        const flow = { streams: [stream], destinations: ['DESTINATION'], transformKql: 'source', outputStream: output };
        const into = found.workspace === undefined ? 'to no workspace' : `into ${found.outputStream ?? 'no table'}`;
        return wrong(check, `stream ${stream} flows ${into}`, set(`properties.dataFlows=${JSON.stringify([flow])}`));
      }
      return checkRuleRegion(check, found, knownValue(workspace.workspace)?.location);
    },
  });
}

function checkRuleRegion(check: string, rule: CollectionRule, region: string | undefined): Finding {
  if (region !== undefined && !isSameRegion(rule.location, region)) {
    const problem = `it is in ${rule.location}, the workspace in ${region}: a rule must be where its workspace is`;
    return wrong(check, `${problem}. Deploy it there and name its endpoint and id in the settings`);
  }
  const { transformation = 'source' } = rule;
  const note = transformation.trim() === 'source' ? '' : `; its transformation is not judged: ${transformation}`;
  return ok(check, `${resultColumns.length} columns, into ${resultTable}${note}`);
}

function checkEndpoint({ app, connections, rule }: Deployment): readonly Finding[] {
  const check = 'ingestion endpoint';
  const ours = knownValue(connections.ingestion)?.endpoint ?? '';
  return judge(check, rule.endpoints, {
    missing: () => {
      const kind = knownValue(rule.rule)?.kind || 'none';
      const problem = `the rule (kind ${kind}) has no endpoint: it takes kind Direct, or a data collection endpoint`;
      return wrong(check, problem, endpointRemedy(knownValue(rule.rule)));
    },
    judged: (endpoints) => {
      if (endpoints.some((endpoint) => hostOf(endpoint) === hostOf(ours))) return ok(check, ours);
      const problem = `LOGS_INGESTION_ENDPOINT is ${hostOf(ours)}, the rule takes rows at ${endpoints.map(hostOf).join(', ')}`;
      return wrong(check, problem, setAppSettings(app.name, `LOGS_INGESTION_ENDPOINT=${endpoints[0]}`));
    },
  });
}

/** The kind of a rule cannot be changed, but an endpoint can be given to it. */
function endpointRemedy(rule: CollectionRule | undefined): string | undefined {
  return rule && updateRule(rule, 'properties.dataCollectionEndpointId=RESOURCE_ID_OF_AN_ENDPOINT');
}

function checkErrors({ rule, workspace }: Deployment): readonly Finding[] {
  const check = 'errors of the rule';
  return judge(check, rule.keepsErrors, {
    missing: () => notChecked(check, 'the rule is not there'),
    judged: (keeps) => {
      if (keeps) return ok(check, 'are kept: see table DCRLogErrors');
      const resource = ['--resource', knownValue(rule.rule)?.id ?? 'RULE'];
      const target = ['--workspace', knownValue(workspace.workspace)?.id ?? 'WORKSPACE'];
      const logs = ['--logs', JSON.stringify([{ category: 'LogErrors', enabled: true }])];
      const words = ['--name', 'log-errors', ...resource, ...target, ...logs];
      return wrong(
        check,
        'are kept nowhere: 204 means accepted, and nothing would tell of rows that are dropped after it',
        shellCommand('az', 'monitor', 'diagnostic-settings', 'create', ...words),
      );
    },
  });
}

function checkTraffic({ rule, workspace }: Deployment): readonly Finding[] {
  const check = 'rows dropped by the rule';
  return judge(check, rule.traffic, {
    missing: () => notChecked(check, 'the rule is not there'),
    judged: ({ received, dropped }) => {
      const counts = `${dropped} of ${received} rows in the last day`;
      if (dropped === 0) return ok(check, counts);
      const query = 'DCRLogErrors | where TimeGenerated > ago(1d) | summarize count() by OperationName, Message';
      const words = ['--workspace', knownValue(workspace.workspace)?.customerId ?? 'WORKSPACE_ID'];
      const ask = shellCommand('az', 'monitor', 'log-analytics', 'query', ...words, '--analytics-query', query);
      return wrong(check, `${counts}, accepted with 204 and not stored; this tells why`, ask);
    },
  });
}

function updateRule({ id }: CollectionRule, ...changes: readonly string[]): string {
  const version = ['--api-version', apiVersions['Microsoft.Insights/dataCollectionRules']];
  return shellCommand('az', 'resource', 'update', '--ids', id, ...version, '--set', ...changes);
}

function hostOf(endpoint: string): string {
  return URL.canParse(endpoint) ? new URL(endpoint).host : endpoint;
}
