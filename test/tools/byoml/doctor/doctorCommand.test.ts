import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DoctorCommand, runDoctor } from '../../../../tools/byoml/doctor/runDoctor';
import { Progress } from '../../../../tools/byoml/progress';
import { StorageFixture } from '../../../shared/storage/storageFixture';
import { byoml } from '../../../support/byoml';
import { publishSmallModel } from '../replay/smallModel';
import { FakeAzure, tokenCredential } from './fakeAzure';
import { healthyResources } from './healthyDeployment';
import { appName, ids } from './names';

const storage = new StorageFixture();
const azure = new FakeAzure();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byoml-doctor-'));
  await Promise.all([storage.start(), azure.start()]);
  await publishSmallModel(storage.client('models'));
});
afterAll(() => Promise.all([storage.stop(), azure.stop(), rm(folder, { recursive: true })]));

async function settingsFile(values: Readonly<Record<string, string>>): Promise<string> {
  const file = join(folder, 'settings.json');
  await writeFile(file, JSON.stringify({ IsEncrypted: false, Values: values }));
  return file;
}

it.each([
  [['--app', 'a'], /An app is named by --app, --resource-group and --subscription together/],
  [['--app', 'a', '--resource-group', 'b'], /together/],
  [['--resource-group', 'b', '--subscription', 'c'], /together/],
  [['--cloud', 'Sovereign'], /--cloud is "Sovereign"; it takes AzureCloud, AzureUSGovernment, AzureChinaCloud/],
  [['--unknown'], /Unknown option/],
])('a wrong command line is told: %s', async (words, problem) => {
  expect(await byoml('doctor', ...words)).toEqual({ exitCode: 2, stdout: '', stderr: expect.stringMatching(problem) });
});

it('looks at what can be reached from a laptop without Azure, and says what it could not look at', async () => {
  const settings = {
    EVENTHUB:
      'Endpoint=sb://127.0.0.1:9;SharedAccessKeyName=n;SharedAccessKey=recognisable-key;UseDevelopmentEmulator=true',
    AzureWebJobsStorage: storage.connectionString,
    EXPORT_STORAGE: storage.connectionString,
    MODEL_STORAGE: storage.connectionString,
    LOGS_INGESTION_ENDPOINT: 'https://dcr.westeurope-1.ingest.monitor.azure.com',
    LOGS_INGESTION_RULE_ID: 'dcr-1',
  };
  const { exitCode, stdout, stderr } = await byoml('doctor', '--settings', await settingsFile(settings));
  expect({ exitCode, stderr }).toEqual({
    exitCode: 1,
    stderr: 'byoml doctor: 2 of 31 checks found something wrong: see above.\n',
  });
  expect(stdout).toMatch(/^ok {11}settings/m);
  expect(stdout).toMatch(/^ok {11}model .*trained \d+ seconds? ago/m);
  expect(stdout).toMatch(/^WRONG {8}exported blobs .*empty or not there.*\n {13}az storage blob list/m);
  expect(stdout).toMatch(/^not checked {2}functions .* for the reason told at "function app"$/m);
  expect(stdout).toMatch(/\n\n\d+ ok, 2 wrong, \d+ not checked\n$/);
  expect(stdout).not.toMatch(/recognisable|AccountKey|\n\s+at /);
});

describe('told to a program', () => {
  async function told(command: Partial<DoctorCommand>) {
    const written: string[] = [];
    const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
    const error = await runDoctor(
      {
        app: appName,
        settings: undefined,
        subscriptions: [appName.subscription],
        cloud: azure.cloud,
        credential: tokenCredential,
        surroundings: {},
        json: true,
        ...command,
      },
      new Progress(),
    ).then(
      () => undefined,
      (cause: Error) => cause.message,
    );
    write.mockRestore();
    return { error, output: JSON.parse(written.join('')) as { checkedAt: string; findings: Record<string, string>[] } };
  }

  it('is JSON, with remedies', async () => {
    azure.resources = healthyResources();
    azure.resources.delete(`${ids.namespace}/eventhubs/am-securityevent`);
    const { error, output } = await told({ settings: { ...localSettings(), EVENTHUB: hubOfAzure } });
    expect(error).toMatch(/checks found something wrong/);
    expect(Date.now() - Date.parse(output.checkedAt)).toBeLessThan(60_000);
    expect(output.findings).toContainEqual({
      check: 'event hub',
      status: 'wrong',
      detail: 'there is no event hub am-securityevent',
      remedy: expect.stringMatching(/^az eventhubs eventhub create --name am-securityevent --namespace-name ns-byoml /),
    });
    expect(output.findings).toContainEqual({ check: 'function app', status: 'ok', detail: 'running on node 24' });
  });

  it('fails where the settings cannot be read', async () => {
    azure.fault = () => ({ status: 401 });
    const { error, output } = await told({});
    expect(error).toBe('The settings of the app could not be read, so hardly anything was checked: see above.');
    const checked = output.findings.filter(({ status }) => status !== 'notChecked').map(({ check }) => check);
    expect(checked).toEqual(['clock of this machine']);
  });
});

const hubOfAzure = 'Endpoint=sb://ns-byoml.servicebus.windows.net;SharedAccessKeyName=n;SharedAccessKey=k';

function localSettings() {
  return {
    EXPORT_STORAGE: storage.connectionString,
    MODEL_STORAGE: storage.connectionString,
    LOGS_INGESTION_ENDPOINT: 'https://dcr.westeurope-1.ingest.monitor.azure.com',
    LOGS_INGESTION_RULE_ID: 'dcr-1',
  };
}
