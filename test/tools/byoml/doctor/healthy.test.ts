import { DoctorWorld, sayings, workspaceRoot } from './doctorWorld';
import { serviceError, tokenCredential } from './fakeAzure';
import { appSettings } from './names';

const world = new DoctorWorld();
beforeAll(() => world.start());
afterAll(() => world.stop());
beforeEach(() => world.reset());

it('finds nothing wrong with a deployment that lacks nothing, and checks all of it', async () => {
  const findings = await world.examine();
  expect({ wrong: sayings(findings, 'wrong'), notChecked: sayings(findings, 'notChecked') }).toEqual({
    wrong: {},
    notChecked: {},
  });
  expect(sayings(findings, 'ok')).toMatchObject({
    'clock of this machine': expect.stringMatching(/^within \d+ seconds? of Azure's$/),
    'function app': 'running on node 24',
    'role on the models': 'Storage Blob Data Contributor',
    'export to event hub': 'rule byoml-securityevent-to-eventhub, in westeurope as the workspace is',
    'exported blobs': expect.stringContaining(workspaceRoot),
    'event hub': 'am-securityevent: 2 partitions, kept for 168 hours',
    'reading of the hub': '2 messages wait, and the checkpoints move',
    model: expect.stringMatching(/^\d{8}T\d{6}Z-[0-9a-f]{12}, trained \d+ seconds? ago, \d+ bytes/),
    'table AnomalousResourceAccessResult_CL': 'plan Analytics, with the 23 columns of this release',
    'rows dropped by the rule': '0 of 31 rows in the last day',
    'whole export': expect.stringMatching(/^4 of 4 rows of event 5140 of \d{4}-\d\d-\d\d were exported$/),
    'event 5140': '1200 of 250000 rows of SecurityEvent in the last day',
  });
});

it('asks with a token and a version, and for nothing that changes anything', async () => {
  await world.examine();
  expect(world.azure.requests.length).toBeGreaterThan(20);
  for (const { method, path, query, authorization } of world.azure.requests) {
    expect(authorization).toBe(`Bearer ${(await tokenCredential.getToken()).token}`);
    if (path.startsWith('/v1/')) continue;
    expect(query.get('api-version')).toMatch(/^\d{4}-\d\d-\d\d(-preview)?$/);
    expect(method === 'GET' || path.endsWith('/config/appsettings/list')).toBe(true);
  }
});

it('takes the settings of a file in the place of those of the app, which need not be readable then', async () => {
  world.azure.fault = ({ path }) =>
    path.endsWith('/appsettings/list') ? serviceError(403, 'AuthorizationFailed') : undefined;
  expect(sayings(await world.examine({ settings: appSettings }), 'notChecked')).toEqual({});
  const unread = sayings(await world.examine(), 'notChecked');
  expect(unread.settings).toMatch(/HTTP 403, AuthorizationFailed .*Website Contributor$/);
  expect(unread.model).toBe(unread.settings);
});

it('leaves the app and its roles unchecked where none is named, and checks the rest', async () => {
  const findings = await world.examine({ app: undefined, settings: appSettings });
  const unchecked = Object.entries(sayings(findings, 'notChecked'));
  expect(unchecked.map(([check]) => check.replace(/^role on .*/, 'role'))).toEqual(
    expect.arrayContaining(['function app', 'functions', 'role']),
  );
  for (const [, why] of unchecked) expect(why).toContain('--app');
  expect(sayings(findings, 'wrong')).toEqual({});
});
