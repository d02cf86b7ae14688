import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as settings from '../../shared/settings';
import { appSettings, deployed } from './deployed';

const root = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const functions = readdirSync(join(root, 'functions')).map((file) => file.replace(/\.ts$/, ''));

const { scorer: single } = appSettings(deployed({ separateTrainer: false }));
const { scorer, trainer } = appSettings(deployed({ separateTrainer: true }));
const apps = { single: single!, scorer: scorer!, trainer: trainer! };
type App = keyof typeof apps;

/** What the app sees in Azure: addresses, which Azure alone knows, are some address. */
function environmentOf(app: App): settings.Environment {
  const address = (value: string) => (value.startsWith('<') ? 'https://known.in.azure' : value);
  const entries = Object.entries(apps[app]).map(([name, value]) => [
    name,
    /Uri$|ENDPOINT$/.test(name) ? address(value) : value,
  ]);
  return { WEBSITE_SITE_NAME: app, ...Object.fromEntries(entries) };
}

/** The settings that a function asks for, by what it calls of shared/settings.ts. */
const asked = {
  scoreEvents: [
    settings.eventHubSettings,
    settings.modelContainer,
    settings.deadLetterContainer,
    settings.journalContainer,
    settings.logsIngestionSettings,
    settings.writingRule,
    settings.identityRules,
    settings.caseDays,
  ],
  gatherCases: [
    settings.modelContainer,
    settings.journalContainer,
    settings.logsIngestionSettings,
    settings.writingRule,
    settings.caseSchedule,
    settings.caseDays,
  ],
  retrainModels: [
    settings.exportContainer,
    settings.modelContainer,
    settings.lookbackDays,
    settings.trainingParameters,
    settings.warmStart,
    settings.identityRules,
    settings.retrainSchedule,
  ],
};

it.each<[App, readonly (keyof typeof asked)[]]>([
  ['single', ['scoreEvents', 'gatherCases', 'retrainModels']],
  ['scorer', ['scoreEvents', 'gatherCases']],
  ['trainer', ['retrainModels']],
])('the app "%s" has all settings that %j need', (app, running) => {
  for (const name of running) {
    for (const setting of asked[name]) expect(() => setting(environmentOf(app))).not.toThrow();
  }
});

it('each function runs in one app', () => {
  const runs = (app: App) => functions.filter((name) => apps[app][`AzureWebJobs.${name}.Disabled`] !== 'true');
  expect(Object.keys(asked).sort()).toEqual([...functions].sort());
  expect(runs('single')).toEqual(functions);
  expect(runs('scorer')).toEqual(['gatherCases', 'scoreEvents']);
  expect(runs('trainer')).toEqual(['retrainModels']);
});

it('names of the hub, its group, containers and stream are those that the app takes by itself', () => {
  const without = { LOGS_INGESTION_ENDPOINT: 'https://known.in.azure', LOGS_INGESTION_RULE_ID: 'dcr' };
  const storage = { EXPORT_STORAGE__blobServiceUri: 'https://a.b', MODEL_STORAGE__blobServiceUri: 'https://a.b' };
  const names = (environment: settings.Environment) => [
    settings.eventHubSettings(environment),
    settings.exportContainer(environment).container,
    settings.modelContainer(environment).container,
    settings.deadLetterContainer(environment).container,
    settings.journalContainer(environment).container,
    settings.lookbackDays(environment),
    settings.logsIngestionSettings(environment).stream,
  ];
  expect(names(environmentOf('single'))).toEqual(names({ ...without, ...storage }));
});

it.each<[App, Readonly<Record<string, string>>]>([
  ['single', { EVENTHUB: 'scorer', LOGS_INGESTION: 'scorer', EXPORT_STORAGE: 'trainer', MODEL_STORAGE: 'trainer' }],
  ['scorer', { EVENTHUB: 'scorer', LOGS_INGESTION: 'scorer', MODEL_STORAGE: 'scorer' }],
  ['trainer', { EXPORT_STORAGE: 'trainer', MODEL_STORAGE: 'trainer' }],
])('in the app "%s" connections sign in as %j, and the host as itself', (app, identities) => {
  const clients = Object.entries(apps[app]).filter(([name]) => name.endsWith('__clientId'));
  const expected = Object.entries(identities).map(([prefix, identity]) => [
    `${prefix}__clientId`,
    `<apps > ${identity}Identity > identity.properties.clientId>`,
  ]);
  const host = `<apps > ${app === 'trainer' ? 'trainer' : 'scorer'} > hostIdentity.properties.clientId>`;
  expect(Object.fromEntries(clients)).toEqual({
    ...Object.fromEntries(expected),
    AzureWebJobsStorage__clientId: host,
  });
});

it('the settings that are deployed, and those that may be, are those of docs/settings.md', () => {
  const documented = [...read('docs/settings.md').matchAll(/`([A-Z][A-Z_]+(?:__\w+)?)`/g)].map(([, name]) => name!);
  const optional = [...read('infra/modules/app/settings.bicep').matchAll(/^ {2}([A-Z_]+): /gm)].map(
    ([, name]) => name!,
  );
  const plain = Object.keys(apps.single).map((name) => name.replace(/__(blobServiceUri|credential|fully\w+)$/, ''));
  const ofTheApp = plain.filter((name) => !/^(AzureWebJobs|APPLICATIONINSIGHTS_|OTEL_)/.test(name));
  const known = [...ofTheApp, ...optional].map((name) => name.replace(/^(?!LOGS)(\w+?)__clientId$/, '$1'));
  const alias = [
    'PREFIX',
    'PREFIX__fullyQualifiedNamespace',
    'PREFIX__blobServiceUri',
    'PREFIX__credential',
    'PREFIX__clientId',
  ];
  expect(new Set(known)).toEqual(new Set(documented.filter((name) => ![...alias, 'AZURE_CLIENT_ID'].includes(name))));
});

it('what is chosen of the optional settings reaches the apps, and cannot undo what they are connected by', () => {
  const chosen = { DAILY_BUDGET: '5', WARM_START: 'true', MODEL_CONTAINER: 'elsewhere' };
  const { scorer } = appSettings(deployed({ settings: chosen }));
  expect(scorer).toMatchObject({ DAILY_BUDGET: '5', WARM_START: 'true', MODEL_CONTAINER: 'models' });
});

it('logs are not sampled, or the counts that invocations log would not add up', () => {
  for (const app of Object.values(apps)) {
    expect(app).toMatchObject({ OTEL_TRACES_SAMPLER: 'microsoft.fixed_percentage', OTEL_TRACES_SAMPLER_ARG: '1.0' });
  }
  expect(JSON.parse(read('host.json'))).toMatchObject({ telemetryMode: 'OpenTelemetry' });
});
