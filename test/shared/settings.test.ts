import { defaultIdentityRules } from '../../shared/events/identity';
import * as settings from '../../shared/settings';

const { SettingError } = settings;
const storage = 'BlobEndpoint=https://a.blob.core.windows.net/;SharedAccessSignature=sv=2026-01-01&sig=c2VjcmV0';
const accountKey = 'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=secret;EndpointSuffix=core.windows.net';
const ingestion = { LOGS_INGESTION_ENDPOINT: 'https://x.ingest.monitor.azure.com', LOGS_INGESTION_RULE_ID: 'dcr-1' };

describe('defaults', () => {
  it('stand where nothing is set', () => {
    expect(settings.eventHubSettings({})).toEqual({ eventHubName: 'am-securityevent', consumerGroup: 'byoml-scorer' });
    expect(settings.retrainSchedule({})).toBe('0 30 2 * * *');
    expect(settings.lookbackDays({})).toBe(30);
    expect(settings.writingRule({})).toEqual({ dailyBudget: 25, minimumScore: 0 });
    expect(settings.caseSchedule({})).toBe('0 */5 * * * *');
    expect(settings.caseDays({})).toBe(2);
    expect(settings.warmStart({})).toBe(false);
    expect(settings.trainingParameters({})).toEqual({});
    expect(settings.identityRules({})).toEqual(defaultIdentityRules);
    expect(settings.exportContainer({ EXPORT_STORAGE: storage }).container).toBe('am-securityevent');
    expect(settings.modelContainer({ MODEL_STORAGE: storage }).container).toBe('models');
    expect(settings.deadLetterContainer({ MODEL_STORAGE: storage }).container).toBe('dead-letters');
    expect(settings.journalContainer({ MODEL_STORAGE: storage }).container).toBe('journal');
    expect(settings.logsIngestionSettings(ingestion).stream).toBe('Custom-AnomalousResourceAccessResult_CL');
  });

  it('of WARM_START may be told as well, and turned to true in any case', () => {
    expect(settings.warmStart({ WARM_START: 'false' })).toBe(false);
    expect(settings.warmStart({ WARM_START: 'True' })).toBe(true);
  });

  it('stand where a setting is empty, as the portal leaves it', () => {
    expect(settings.lookbackDays({ LOOKBACK_DAYS: ' ' })).toBe(30);
  });
});

describe('a connection', () => {
  it('is a connection string', () => {
    expect(settings.modelContainer({ MODEL_STORAGE: storage }).connection).toEqual({ connectionString: storage });
    expect(settings.modelContainer({ MODEL_STORAGE: 'UseDevelopmentStorage=true' }).connection).toEqual({
      connectionString: 'UseDevelopmentStorage=true',
    });
  });

  it('is a service URI with an identity', () => {
    const environment = { MODEL_STORAGE__blobServiceUri: 'https://a.blob.core.windows.net', AZURE_CLIENT_ID: 'app' };
    expect(settings.modelContainer(environment).connection).toEqual({
      serviceUri: 'https://a.blob.core.windows.net',
      identity: { kind: 'azureCli' },
    });
    const inAzure = { ...environment, WEBSITE_SITE_NAME: 'app' };
    expect(settings.modelContainer(inAzure).connection).toMatchObject({
      identity: { kind: 'userAssigned', clientId: 'app' },
    });
    expect(settings.modelContainer({ ...inAzure, MODEL_STORAGE__clientId: 'own' }).connection).toMatchObject({
      identity: { kind: 'userAssigned', clientId: 'own' },
    });
  });

  it.each([
    [{}, /The app setting MODEL_STORAGE is missing/],
    [{ MODEL_STORAGE: 'secret-but-wrong' }, /^MODEL_STORAGE is not a storage connection string/],
    [{ MODEL_STORAGE__blobServiceUri: 'http://a.blob.core.windows.net' }, /MODEL_STORAGE__blobServiceUri/],
    [{ MODEL_STORAGE__blobServiceUri: 'http://127.0.0.1:10000/a' }, /MODEL_STORAGE__blobServiceUri/],
    [{ MODEL_STORAGE: storage, MODEL_CONTAINER: 'Models' }, /MODEL_CONTAINER is "Models"/],
    [{ MODEL_STORAGE: storage, MODEL_CONTAINER: 'a--b' }, /MODEL_CONTAINER is "a--b"/],
  ])('that is wrong is refused: %j', (environment, message) => {
    expect(() => settings.modelContainer(environment)).toThrow(SettingError);
    expect(() => settings.modelContainer(environment)).toThrow(message);
  });

  it.each([
    ['EXPORT_STORAGE', settings.exportContainer, /EXPORT_STORAGE__blobServiceUri.*Storage Blob Data Reader/],
    ['MODEL_STORAGE', settings.modelContainer, /MODEL_STORAGE__blobServiceUri.*Storage Blob Data Contributor/],
    ['MODEL_STORAGE', settings.deadLetterContainer, /MODEL_STORAGE__blobServiceUri.*Storage Blob Data Contributor/],
  ] as const)('with an account key in %s is refused, and the role to use instead is named', (name, read, remedy) => {
    expect(() => read({ [name]: accountKey })).toThrow(SettingError);
    expect(() => read({ [name]: accountKey })).toThrow(remedy);
  });

  it.each([
    () => settings.exportContainer({ EXPORT_STORAGE: accountKey }),
    () => settings.modelContainer({ MODEL_STORAGE: `${storage};AccountKey=secret` }),
    () => settings.modelContainer({ MODEL_STORAGE: storage, MODEL_CONTAINER: accountKey }),
    () => settings.modelContainer({ MODEL_STORAGE__blobServiceUri: accountKey }),
    () => settings.modelContainer({ MODEL_STORAGE__blobServiceUri: 'ftp://host/sig=secret' }),
    () => settings.writingRule({ MIN_SCORE: accountKey }),
    () => settings.lookbackDays({ LOOKBACK_DAYS: `secret${'A'.repeat(80)}` }),
    () => settings.identityRules({ USER_IDENTITY: accountKey }),
    () => settings.trainingParameters({ TRAINING_PARAMETERS: accountKey }),
    () => settings.logsIngestionSettings({ ...ingestion, LOGS_INGESTION_ENDPOINT: accountKey }),
    () => settings.modelContainer({ MODEL_STORAGE: 'secret-but-wrong' }),
    () => settings.modelContainer({ MODEL_STORAGE: 'AccountName=a;AccountKey=;Other=secret' }),
    () => settings.modelContainer({ MODEL_STORAGE__blobServiceUri: 'http://a.blob.core.windows.net/?sig=secret' }),
    () => settings.logsIngestionSettings({ ...ingestion, LOGS_INGESTION_ENDPOINT: 'https://user:secret@host/' }),
  ])('never shows a secret: %#', (read) => {
    expect(read).toThrow(SettingError);
    expect(read).not.toThrow(/secret/);
  });

  it('takes an empty client id for none, as the portal leaves it', () => {
    const environment = {
      MODEL_STORAGE__blobServiceUri: 'https://a.blob.core.windows.net',
      MODEL_STORAGE__clientId: '',
    };
    expect(settings.modelContainer({ ...environment, IDENTITY_ENDPOINT: 'http://127.0.0.1' }).connection).toMatchObject(
      {
        identity: { kind: 'systemAssigned' },
      },
    );
  });
});

describe('the ingestion endpoint', () => {
  it.each([
    'https://x.ingest.monitor.azure.com',
    'http://127.0.0.1:8090',
    'http://localhost:1',
    'http://[::1]:1',
  ])('may be %s', (endpoint) => {
    const environment = { ...ingestion, LOGS_INGESTION_ENDPOINT: endpoint };
    expect(settings.logsIngestionSettings(environment).endpoint).toBe(endpoint);
  });

  it.each([
    'http://x.ingest.monitor.azure.com',
    'http://127.0.0.1.example.com',
    'http://localhost:x@example.com',
    'ftp://127.0.0.1',
    'nonsense',
  ])('may not be %s', (endpoint) => {
    const environment = { ...ingestion, LOGS_INGESTION_ENDPOINT: endpoint };
    expect(() => settings.logsIngestionSettings(environment)).toThrow(/^LOGS_INGESTION_ENDPOINT is/);
  });

  it('and the rule must be set', () => {
    expect(() => settings.logsIngestionSettings({})).toThrow(/LOGS_INGESTION_ENDPOINT is missing/);
    expect(() => settings.logsIngestionSettings({ ...ingestion, LOGS_INGESTION_RULE_ID: '' })).toThrow(
      /LOGS_INGESTION_RULE_ID is missing/,
    );
  });
});

describe('malformed values', () => {
  it.each([
    [() => settings.lookbackDays({ LOOKBACK_DAYS: 'month' }), /LOOKBACK_DAYS is "month"; it takes a number/],
    [() => settings.lookbackDays({ LOOKBACK_DAYS: '0' }), /LOOKBACK_DAYS is 0/],
    [() => settings.lookbackDays({ LOOKBACK_DAYS: '1.5' }), /LOOKBACK_DAYS is 1.5/],
    [() => settings.warmStart({ WARM_START: '1' }), /WARM_START is "1"; it takes true or false/],
    [() => settings.writingRule({ MIN_SCORE: 'Infinity' }), /MIN_SCORE is "Infinity"/],
    [
      () => settings.writingRule({ DAILY_BUDGET: '0' }),
      /DAILY_BUDGET is 0; it takes a number of findings a day above 0/,
    ],
    [() => settings.writingRule({ DAILY_BUDGET: 'all' }), /DAILY_BUDGET is "all"/],
    [() => settings.caseDays({ CASE_DAYS: '1.5' }), /CASE_DAYS is 1.5/],
    [() => settings.identityRules({ USER_IDENTITY: 'sid' }), /USER_IDENTITY is "sid"; it takes account or byoml/],
    [() => settings.identityRules({ RESOURCE_IDENTITY: 'x' }), /RESOURCE_IDENTITY is "x"/],
    [() => settings.trainingParameters({ TRAINING_PARAMETERS: '[1]' }), /TRAINING_PARAMETERS is "\[1\]"/],
    [() => settings.trainingParameters({ TRAINING_PARAMETERS: '{' }), /TRAINING_PARAMETERS is "{"/],
  ])('name the setting: %#', (read, message) => {
    expect(read).toThrow(SettingError);
    expect(read).toThrow(message);
  });
});

describe('identity rules', () => {
  it('are chosen by name', () => {
    const environment = { USER_IDENTITY: 'BYOML', RESOURCE_IDENTITY: 'byoml', EXCLUDED_SHARES: 'IPC$, tmp*' };
    expect(settings.identityRules(environment)).toEqual({
      user: 'byoml',
      resource: 'byoml',
      excludedAccounts: defaultIdentityRules.excludedAccounts,
      excludedShares: ['IPC$', 'tmp*'],
    });
  });

  it('exclude nothing where the setting is there and empty', () => {
    expect(settings.identityRules({ EXCLUDED_ACCOUNTS: '' }).excludedAccounts).toEqual([]);
  });
});

it('takes training parameters as JSON', () => {
  expect(settings.trainingParameters({ TRAINING_PARAMETERS: '{"iterations": 100}' })).toEqual({ iterations: 100 });
});
