import { assignment, roles as builtIn, container } from './builtInRoles';
import { DoctorWorld, sayings } from './doctorWorld';
import { appSettings, group, ids, principalIds, table } from './names';
import { type Body, change, rolesBut, rule, setting } from './planting';

/** Other shapes of a healthy deployment. */
const world = new DoctorWorld();
beforeAll(() => world.start());
afterAll(() => world.stop());
beforeEach(() => world.reset());

const endpoint = `${group}/providers/Microsoft.Insights/dataCollectionEndpoints/dce-byoml`;
const withoutSettings = (...prefixes: readonly string[]) =>
  change(`${ids.app}/config/appsettings/list`, (found: Body) => {
    const kept = Object.entries(found.properties).filter(
      ([name]) => !prefixes.some((prefix) => name.startsWith(prefix)),
    );
    found.properties = Object.fromEntries(kept);
  });
const switchedOff = (...names: readonly string[]) => {
  for (const name of names) setting(`AzureWebJobs.${name}.Disabled`, 'true')(world);
  change(`${ids.app}/functions`, (all) => {
    for (const one of all) one.properties.isDisabled = names.includes(one.name.split('/')[1]);
  })(world);
};

it('a rule behind an endpoint of a private network', async () => {
  rule((found) => {
    found.kind = undefined;
    found.properties.endpoints = undefined;
    found.properties.dataCollectionEndpointId = endpoint;
  })(world);
  const address = 'https://dce-byoml-x.westeurope-1.ingest.monitor.azure.com';
  world.azure.resources.set(endpoint, { properties: { logsIngestion: { endpoint: address } } });
  setting('LOGS_INGESTION_ENDPOINT', `${address}/`)(world);
  expect(sayings(await world.examine(), 'wrong')).toEqual({});
});

it('an app that only scores: training, and what it needs, is another app’s', async () => {
  switchedOff('retrainModels');
  withoutSettings('EXPORT_STORAGE')(world);
  setting('MODEL_STORAGE__clientId', appSettings.EVENTHUB__clientId!)(world);
  const models = (name: string) => container(ids.models, name);
  rolesBut(models('models'), assignment(builtIn.reader, principalIds.scorer, models('models')))(world);
  rolesBut(models('dead-letters'), assignment(builtIn.contributor, principalIds.scorer, models('dead-letters')))(world);
  rolesBut(models('journal'), assignment(builtIn.contributor, principalIds.scorer, models('journal')))(world);
  const findings = await world.examine();
  expect(sayings(findings, 'wrong')).toEqual({});
  expect(sayings(findings, 'notChecked')).toEqual({
    functions: expect.stringMatching(/^retrainModels switched off in this app/),
    'export to storage': expect.stringMatching(/^only retrainModels would use it/),
    'export storage account': expect.stringMatching(/^only retrainModels would use it/),
    'exported blobs': expect.stringMatching(/^only retrainModels would use it/),
    'whole export': expect.stringMatching(/^only retrainModels would use it/),
  });
});

it('an app that only trains: hub and findings are another app’s', async () => {
  switchedOff('scoreEvents', 'gatherCases');
  withoutSettings('EVENTHUB', 'LOGS_INGESTION')(world);
  const findings = await world.examine();
  expect(sayings(findings, 'wrong')).toEqual({});
  expect(sayings(findings, 'ok')).toMatchObject({
    'role on the exported blobs': 'Storage Blob Data Reader',
    'role on the models': 'Storage Blob Data Contributor',
    // Whose workspace it is, the exported blobs tell.
    'export to storage': 'rule byoml-securityevent-to-storage, in westeurope as the workspace is',
    'exported blobs': expect.any(String),
    'whole export': expect.any(String),
    model: expect.any(String),
  });
  expect(findings.map(({ check }) => check)).not.toContain('role on the event hub');
});

it('settings that refer to a key vault, whose values are not told', async () => {
  setting('LOGS_INGESTION_ENDPOINT', '@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/x)')(world);
  const findings = await world.examine();
  expect(sayings(findings, 'wrong')).toEqual({});
  expect(sayings(findings, 'notChecked')).toMatchObject({
    settings: 'LOGS_INGESTION_ENDPOINT is a reference, whose value is not told',
    'data collection rule': 'LOGS_INGESTION_ENDPOINT is a reference, whose value is not told',
  });
});

it('a table of a release before, that has columns of its own too', async () => {
  change(table, ({ properties }) => properties.schema.columns.push({ name: 'Notes', type: 'string' }))(world);
  expect(sayings(await world.examine(), 'wrong')).toEqual({});
});

it('storage in another subscription, which is named too', async () => {
  const list = `/subscriptions/22222222-2222-2222-2222-222222222222/providers/Microsoft.Storage/storageAccounts`;
  const own = '/subscriptions/11111111-1111-1111-1111-111111111111/providers/Microsoft.Storage/storageAccounts';
  world.azure.resources.set(list, world.azure.resources.get(own));
  world.azure.resources.set(own, []);
  const unnamed = sayings(await world.examine(), 'notChecked');
  expect(unnamed['export to storage']).toMatch(
    /^no storage account byomlexport is among those you may read in 11111111-.*by --subscription$/,
  );
  const subscriptions = ['11111111-1111-1111-1111-111111111111', '22222222-2222-2222-2222-222222222222'];
  expect(sayings(await world.examine({ subscriptions }), 'notChecked')).toEqual({});
});
