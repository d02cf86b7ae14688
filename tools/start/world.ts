import { join } from 'node:path';
import { resourceAccess } from '../../shared/detectors/resourceAccess/detector';
import { startAzurite } from '../local/azurite';
import { startEventHubs } from '../local/eventHubs/startEventHubs';
import type { HostLog } from '../local/functionHost/hostLog';
import { type FunctionHostProcess, startFunctionHostProcess } from '../local/functionHostClient';
import { startLogsIngestion } from '../local/logsIngestion/startLogsIngestion';
import { checkSettings } from './checkSettings';
import type { StartOptions } from './options';
import type { Screen } from './screen';

/** Everything Azure would provide, on this machine. */
export interface World {
  readonly storage: string;
  readonly eventHubs: { readonly connectionString: string; readonly hub: string };
  /** Rows of the result table, by SQL. */
  query(sql: string): Record<string, unknown>[];
  /** Starts the functions of the built app; their logs go to `onLog`. */
  startFunctions(
    settings: Readonly<Record<string, string>>,
    onLog: HostLog,
    execArgv?: readonly string[],
  ): Promise<FunctionHostProcess>;
  close(): Promise<void>;
}

const hub = 'am-securityevent';
const consumerGroup = 'byoml-scorer';
const ruleId = 'dcr-00000000000000000000000000000000';
const stream = `Custom-${resourceAccess.table}`;

/** A shell that holds settings of a real installation must not lead the local run to its storage or its hub. */
const noIdentities = Object.fromEntries(
  ['AzureWebJobsStorage', 'EVENTHUB', 'EXPORT_STORAGE', 'MODEL_STORAGE'].flatMap((prefix) =>
    ['blobServiceUri', 'fullyQualifiedNamespace', 'credential', 'clientId'].map((name) => [`${prefix}__${name}`, '']),
  ),
);

/** Folder of the app: package.json stands above dist/tools/start. */
const appFolder = join(__dirname, '..', '..', '..');

export interface WorldOptions extends Pick<StartOptions, 'ports'> {
  /** How many events each partition of the event hub keeps at least; all by default. */
  readonly retainedEvents?: number;
}

/** @throws LocalRunError when a port is in use. */
export async function startWorld({ ports, retainedEvents }: WorldOptions, screen: Screen): Promise<World> {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  const opened = <Service extends { close(): Promise<void> }>(service: Service): Service => {
    closers.push(() => service.close());
    return service;
  };
  try {
    screen.progress('starting blob storage, event hub and logs ingestion');
    const { table, columns } = resourceAccess;
    const azurite = opened(await startAzurite({ port: ports.blob }));
    const retention = retainedEvents === undefined ? {} : { retainedEvents };
    const hubOptions = { port: ports.eventHubs, hub, partitions: 4, consumerGroups: [consumerGroup], ...retention };
    const eventHubs = opened(await startEventHubs(hubOptions));
    const ingestion = opened(await startLogsIngestion({ port: ports.logsIngestion, ruleId, stream, table, columns }));
    screen.line(`Blob storage    ${/BlobEndpoint=([^;]+)/.exec(azurite.connectionString)?.[1]} (Azurite)`);
    screen.line(`Event hub       sb://127.0.0.1:${eventHubs.port}/${hub}`);
    screen.line(`Logs ingestion  ${ingestion.endpoint} (${table})`);
    screen.line();
    return {
      storage: azurite.connectionString,
      eventHubs: { connectionString: eventHubs.connectionString, hub },
      query: (sql) => ingestion.query(sql),
      close,
      async startFunctions(settings, onLog, execArgv = process.execArgv) {
        const env = {
          AzureWebJobsStorage: azurite.connectionString,
          EVENTHUB: eventHubs.connectionString,
          EVENTHUB_NAME: hub,
          EVENTHUB_CONSUMER_GROUP: consumerGroup,
          EXPORT_STORAGE: azurite.connectionString,
          MODEL_STORAGE: azurite.connectionString,
          LOGS_INGESTION_ENDPOINT: ingestion.endpoint,
          LOGS_INGESTION_RULE_ID: ruleId,
          LOGS_INGESTION_STREAM: stream,
          EXPORT_CONTAINER: 'am-securityevent',
          ...noIdentities,
          ...settings,
        };
        checkSettings({ ...process.env, ...env });
        return opened(await startFunctionHostProcess({ folder: appFolder, env, onLog, execArgv }));
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
