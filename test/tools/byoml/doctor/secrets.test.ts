import { reportJson, reportText } from '../../../../tools/byoml/doctor/report';
import { DoctorWorld } from './doctorWorld';
import { tokenCredential } from './fakeAzure';
import { setting } from './planting';

const world = new DoctorWorld();
beforeAll(() => world.start());
afterAll(() => world.stop());
beforeEach(() => world.reset());

const secrets = {
  accountKey: Buffer.from('recognisable-account-key').toString('base64'),
  signature: 'recognisable-signature-c2lnbmF0dXJl',
  hubKey: 'recognisable-event-hub-key',
};
const signature = `SharedAccessSignature=sv=2026-01-01&sig=${secrets.signature}`;
const hubKey = `SharedAccessKeyName=n;SharedAccessKey=${secrets.hubKey}`;

it.each<[string, () => void]>([
  [
    'an account key is set',
    () => storageSetting(`AccountName=a;AccountKey=${secrets.accountKey};EndpointSuffix=core.windows.net`),
  ],
  ['a signature has no address', () => storageSetting(signature)],
  ['a signature is used', () => storageSetting(`BlobEndpoint=https://byomlmodels.blob.core.windows.net;${signature}`)],
  [
    'a key stands for an address',
    () => setting('MODEL_STORAGE__blobServiceUri', `https://x/?sig=${secrets.signature}`)(world),
  ],
  ['the hub is reached by a key', () => hubSetting(`Endpoint=sb://ns-byoml.servicebus.windows.net;${hubKey}`)],
  ['the hub’s key has no address', () => hubSetting(hubKey)],
  ['a key stands for the hub’s name', () => setting('EVENTHUB__fullyQualifiedNamespace', hubKey)(world)],
  ['a key stands for a number', () => setting('LOOKBACK_DAYS', hubKey)(world)],
  [
    'an endpoint holds a password',
    () => setting('LOGS_INGESTION_ENDPOINT', `https://user:${secrets.hubKey}@dcr.ingest.monitor.azure.com`)(world),
  ],
])('no secret is told where %s', async (_title, plant) => {
  plant();
  await expectNoSecrets();
});

it('no token is told where services repeat what was asked', async () => {
  world.azure.fault = ({ method, path, authorization }) => ({
    status: 403,
    body: JSON.stringify({
      error: { code: `Forbidden ${authorization}`, message: `${method} ${path} ${authorization}` },
    }),
  });
  await expectNoSecrets();
});

async function expectNoSecrets(): Promise<void> {
  const findings = await world.examine();
  const told = reportText(findings) + reportJson(findings, new Date());
  const all = { ...secrets, token: (await tokenCredential.getToken()).token };
  expect(Object.entries(all).filter(([, secret]) => told.includes(secret))).toEqual([]);
  expect(findings.length).toBeGreaterThan(25);
}

function storageSetting(value: string): void {
  setting('MODEL_STORAGE__blobServiceUri', '')(world);
  setting('MODEL_STORAGE', value)(world);
}

function hubSetting(value: string): void {
  setting('EVENTHUB__fullyQualifiedNamespace', '')(world);
  setting('EVENTHUB', value)(world);
}
