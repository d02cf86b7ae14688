import { appSettings, ids, stream, table } from './names';
import {
  type Body,
  change,
  itFinds,
  place,
  remove,
  rule,
  sayWrong,
  setAppSettings,
  setting,
  tableProperties,
} from './planting';

const tableCommand = (verb: string) =>
  `az monitor log-analytics workspace table ${verb} --name AnomalousResourceAccessResult_CL --workspace-name soc ${place}`;

const world = itFinds([
  [
    'there is a rule and no table',
    remove(table),
    'table AnomalousResourceAccessResult_CL',
    /no such table: rows are accepted and lost/,
    `${tableCommand('create')} --columns TimeGenerated=datetime TimeStamp=datetime`,
  ],
  [
    'the table lacks a column',
    tableProperties(({ schema: { columns } }) =>
      columns.splice(
        columns.findIndex((one: Body) => one.name === 'PValue'),
        1,
      ),
    ),
    'table AnomalousResourceAccessResult_CL',
    /^PValue \(real\) is missing: what is written to them is lost$/,
    `${tableCommand('update')} --columns TimeGenerated=datetime`,
  ],
  [
    'a column of the table is of another type',
    tableProperties(({ schema: { columns } }) => (columns.find((one: Body) => one.name === 'Reasons').type = 'string')),
    'table AnomalousResourceAccessResult_CL',
    /^Reasons is string instead of dynamic/,
    `${tableCommand('delete')} && ${tableCommand('create')}`,
  ],
  [
    'the table is BYO-ML’s own',
    tableProperties(({ schema }) => (schema.tableSubType = 'Classic')),
    'table AnomalousResourceAccessResult_CL',
    /HTTP Data Collector/,
    tableCommand('migrate').replace('--name', '--table-name'),
  ],
  [
    'the table is of a plan that no rule reads',
    tableProperties((properties) => (properties.plan = 'Basic')),
    'table AnomalousResourceAccessResult_CL',
    /plan is Basic/,
    `${tableCommand('update')} --plan Analytics`,
  ],
  [
    'the stream lacks a column',
    rule((found) => found.properties.streamDeclarations[stream].columns.pop()),
    'data collection rule',
    /in stream Custom-AnomalousResourceAccessResult_CL ScoredAt \(datetime\) is missing: what is sent is lost/,
    `az resource update --ids ${ids.rule} --api-version 2023-03-11 --set 'properties.streamDeclarations.${stream}={"columns":[{"name":"TimeGenerated","type":"datetime"}`,
  ],
  [
    'the rule does not know the stream',
    setting('LOGS_INGESTION_STREAM', 'Custom-Other_CL'),
    'data collection rule',
    /no stream Custom-Other_CL, the one of LOGS_INGESTION_STREAM/,
    `az resource update --ids ${ids.rule} --api-version 2023-03-11 --set 'properties.streamDeclarations.Custom-Other_CL=`,
  ],
  [
    'the stream flows into another table',
    rule((found) => (found.properties.dataFlows[0].outputStream = 'Custom-Other_CL')),
    'data collection rule',
    /flows into Custom-Other_CL/,
    `az resource update --ids ${ids.rule} --api-version 2023-03-11 --set 'properties.dataFlows=`,
  ],
  [
    'the endpoint is another rule’s',
    setting('LOGS_INGESTION_ENDPOINT', 'https://other.westeurope-1.ingest.monitor.azure.com'),
    'ingestion endpoint',
    /other\.westeurope-1\.ingest\.monitor\.azure\.com, the rule takes rows at dcr-findings-abcd/,
    `${setAppSettings} LOGS_INGESTION_ENDPOINT=${appSettings.LOGS_INGESTION_ENDPOINT}`,
  ],
  [
    'the rule has no endpoint',
    rule((found) => {
      found.kind = 'Windows';
      found.properties.endpoints = undefined;
    }),
    'ingestion endpoint',
    /kind Windows\) has no endpoint/,
    `az resource update --ids ${ids.rule} --api-version 2023-03-11 --set properties.dataCollectionEndpointId=RESOURCE_ID_OF_AN_ENDPOINT`,
  ],
  [
    'the rule’s errors are kept nowhere',
    change(
      `${ids.rule}/providers/Microsoft.Insights/diagnosticSettings`,
      ([found]) => (found.properties.logs[0].enabled = false),
    ),
    'errors of the rule',
    /204 means accepted/,
    `az monitor diagnostic-settings create --name log-errors --resource ${ids.rule} --workspace ${ids.workspace} --logs '[{"category":"LogErrors","enabled":true}]'`,
  ],
  [
    'rows are accepted and dropped',
    change(
      `${ids.rule}/providers/Microsoft.Insights/metrics`,
      ({ value }) => (value[1].timeseries[0].data[0].total = 7),
    ),
    'rows dropped by the rule',
    /^7 of 31 rows in the last day, accepted with 204 and not stored/,
    "az monitor log-analytics query --workspace cccccccc-0000-0000-0000-000000000001 --analytics-query 'DCRLogErrors |",
  ],
]);

it('tells findings that do not come, where there is a model to find by', async () => {
  world.azure.rows['max(ScoredAt)'] = { Rows: 0, Newest: null };
  expect(sayWrong(await world.examine())).toEqual([expect.stringMatching(/^findings: .*no rows of the last 7 days/)]);
});
