import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { EventHubProducerClient } from '@azure/event-hubs';
import { type Azurite, startAzurite } from '../../tools/local/azurite';
import { type EventHubs, startEventHubs } from '../../tools/local/eventHubs/startEventHubs';
import { startFunctionHostProcess } from '../../tools/local/functionHostClient';
import { fileShareRow } from '../shared/events/rows';

/** The built app, as it is published, where everything fails that has to do with a secret. */
const app = join(__dirname, '../..');

const secrets = {
  accountKey: Buffer.from('recognisable-account-key').toString('base64'),
  signature: 'recognisable-signature-c2lnbmF0dXJl',
  eventHubKey: 'recognisable-event-hub-key=',
  bearer: 'recognisable.bearer.token',
  password: 'recognisable-password',
};

let azurite: Azurite;
let hubs: EventHubs;
let refusing: Server;

beforeAll(async () => {
  [azurite, hubs] = await Promise.all([
    startAzurite({ port: 0 }),
    startEventHubs({ port: 0, hub: 'am-securityevent', partitions: 1, consumerGroups: ['byoml-scorer'] }),
  ]);
  refusing = createServer((request, response) => {
    response.writeHead(403, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { code: 'Forbidden', message: echo(request) } }));
  });
  await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  refusing.closeAllConnections();
  await Promise.all([azurite.close(), hubs.close(), new Promise((resolve) => refusing.close(resolve))]);
});

/** Repeats the request, as some proxies do, and a token as one of Azure would have been. */
function echo({ method, url, headers }: IncomingMessage): string {
  const authorization = headers.authorization ?? '';
  return `refused:\n${method} ${url}\nAuthorization: ${authorization}\nAuthorization: Bearer ${secrets.bearer}`;
}

const address = (server: Server) => `127.0.0.1:${(server.address() as AddressInfo).port}`;

function eventHubConnection(): string {
  return `Endpoint=sb://127.0.0.1:${hubs.port};SharedAccessKeyName=n;SharedAccessKey=${secrets.eventHubKey};UseDevelopmentEmulator=true;`;
}

/** Settings of an app that works, by name. */
const working = () => ({
  AzureWebJobsStorage: azurite.connectionString,
  EVENTHUB: eventHubConnection(),
  EXPORT_STORAGE: azurite.connectionString,
  MODEL_STORAGE: azurite.connectionString,
  LOGS_INGESTION_ENDPOINT: `http://${address(refusing)}`,
  LOGS_INGESTION_RULE_ID: 'dcr-1',
});

const key = `AccountName=a;AccountKey=${secrets.accountKey}`;
const signature = `SharedAccessSignature=sv=2026-01-01&sr=c&sp=rwl&sig=${secrets.signature}`;
const unreachable = '127.0.0.1:9';

it.each([
  ['the sink refuses and repeats the request', () => ({}), /HTTP 403/],
  [
    'storage refuses a signature and repeats the request',
    () => ({ MODEL_STORAGE: `BlobEndpoint=http://${address(refusing)}/a;${signature}` }),
    /Forbidden, HTTP 403/,
  ],
  [
    'storage refuses a key and repeats the request',
    () => ({ MODEL_STORAGE: `${key};BlobEndpoint=http://${address(refusing)}/a` }),
    /Forbidden, HTTP 403/,
  ],
  [
    'storage cannot be reached',
    () => ({ MODEL_STORAGE: `BlobEndpoint=http://${unreachable}/a;${signature}` }),
    /ECONNREFUSED/,
  ],
  [
    'a key is set for an account in Azure',
    () => ({ MODEL_STORAGE: `DefaultEndpointsProtocol=https;${key};EndpointSuffix=core.windows.net` }),
    /MODEL_STORAGE holds an account key/,
  ],
  [
    'a connection string stands in another setting',
    () => ({ MODEL_CONTAINER: `${key};${signature}` }),
    /MODEL_CONTAINER is a text of/,
  ],
  [
    'a password stands in the address of the sink',
    () => ({ LOGS_INGESTION_ENDPOINT: `https://user:${secrets.password}@example.com/?sig=${secrets.signature}` }),
    /LOGS_INGESTION_ENDPOINT is .*example\.com.* and something to sign in with/,
  ],
])(
  'no secret is logged where %s',
  async (_title, settings, problem) => {
    const said: string[] = [];
    const failed = Promise.withResolvers<void>();
    const own: Record<string, string> = settings();
    const storage = own.MODEL_STORAGE ?? azurite.connectionString;
    const functions = await startFunctionHostProcess({
      folder: app,
      env: { ...working(), EXPORT_STORAGE: storage, ...own },
      onLog: (entry) => said.push(JSON.stringify(entry)),
      onOutcome: (outcome) => {
        said.push(JSON.stringify(outcome));
        if (outcome.function === 'scoreEvents' && !outcome.succeeded) failed.resolve();
      },
      execArgv: ['--require', join(app, 'test/tools/local/registerTypeScript.js')],
    });
    try {
      const producer = new EventHubProducerClient(eventHubConnection(), 'am-securityevent');
      await producer.sendBatch([{ body: { records: [fileShareRow()] } }]);
      await producer.close();
      await Promise.all([failed.promise, functions.runTimer('gatherCases'), functions.runTimer('retrainModels')]);
    } finally {
      await functions.kill();
    }
    const text = said.join('\n');
    expect(text).toMatch(problem);
    for (const [name, secret] of Object.entries(secrets)) {
      expect({ name, lines: said.filter((line) => line.includes(secret)) }).toEqual({ name, lines: [] });
    }
  },
  120_000,
);
