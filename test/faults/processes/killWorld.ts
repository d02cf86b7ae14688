import { join } from 'node:path';
import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import { type EventHubs, startEventHubs } from '../../../tools/local/eventHubs/startEventHubs';
import { type FunctionHostProcess, startFunctionHostProcess } from '../../../tools/local/functionHostClient';
import { type LogsIngestion, startLogsIngestion } from '../../../tools/local/logsIngestion/startLogsIngestion';
import { InterceptingProxy } from './interceptingProxy';
import { runTypeScript } from './runTypeScript';
import { StorageProcess } from './storageProcess';

const hub = 'am-securityevent';
const ruleId = 'dcr-00000000000000000000000000000000';
const stream = `Custom-${resourceAccess.table}`;
const appFolder = join(__dirname, '../../..');

export const partitions = 4;

/** Everything around the functions, which talk to storage and to the table through proxies that can fail. */
export interface KillWorld {
  readonly hub: { readonly connectionString: string; readonly name: string; readonly partitions: number };
  readonly storage: StorageProcess;
  readonly storageProxy: InterceptingProxy;
  readonly ingestion: LogsIngestion;
  readonly ingestionProxy: InterceptingProxy;
  startFunctions(options: {
    readonly signal: AbortSignal;
    readonly settings: Readonly<Record<string, string>>;
    readonly onLog: Parameters<typeof startFunctionHostProcess>[0]['onLog'] & {};
    readonly onOutcome: Parameters<typeof startFunctionHostProcess>[0]['onOutcome'] & {};
  }): Promise<FunctionHostProcess>;
  close(): Promise<void>;
}

export async function startKillWorld(): Promise<KillWorld> {
  const { table, columns } = resourceAccess;
  const storage = await new StorageProcess().start();
  const eventHubs: EventHubs = await startEventHubs({ port: 0, hub, partitions, consumerGroups: ['byoml-scorer'] });
  const ingestion = await startLogsIngestion({ port: 0, ruleId, stream, table, columns });
  const storageProxy = await new InterceptingProxy(storage.port).start();
  const ingestionProxy = await new InterceptingProxy(Number(new URL(ingestion.endpoint).port)).start();
  const storageSetting = storage.connectionString.replace(`:${storage.port}/`, `:${storageProxy.port}/`);
  const env = {
    AzureWebJobsStorage: storageSetting,
    EXPORT_STORAGE: storageSetting,
    MODEL_STORAGE: storageSetting,
    EVENTHUB: eventHubs.connectionString,
    LOGS_INGESTION_ENDPOINT: `http://127.0.0.1:${ingestionProxy.port}`,
    LOGS_INGESTION_RULE_ID: ruleId,
    LOGS_INGESTION_STREAM: stream,
  };
  return {
    hub: { connectionString: eventHubs.connectionString, name: hub, partitions },
    storage,
    storageProxy,
    ingestion,
    ingestionProxy,
    startFunctions: ({ settings, ...options }) =>
      startFunctionHostProcess({
        folder: appFolder,
        env: { ...env, ...settings },
        execArgv: runTypeScript,
        // Seconds of waiting become hundredths; the waits of the clients, which are the product's own, stay.
        retryWaitFactor: 0.02,
        ...options,
      }),
    close: async () => {
      await Promise.all([storageProxy.close(), ingestionProxy.close()]);
      await Promise.all([eventHubs.close(), ingestion.close(), storage.close()]);
    },
  };
}
