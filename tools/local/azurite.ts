import { join } from 'node:path';
import BlobConfiguration from 'azurite/dist/src/blob/BlobConfiguration';
import BlobServer from 'azurite/dist/src/blob/BlobServer';
import { loopback } from './listen';
import { listenError } from './localRunError';

/** Azurite's account name and key: published constants, the same on every machine (Azurite README, "Default Storage Account"). */
const account = 'devstoreaccount1';
const accountKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** Files that blobs are written to side by side. */
const concurrentWrites = 8;

export interface Azurite {
  /** For `BlobServiceClient.fromConnectionString`; shared key over plain http. */
  readonly connectionString: string;
  close(): Promise<void>;
}

export interface AzuriteOptions {
  /** 0 for any free port. */
  readonly port: number;
  /** Where blobs are kept, and found again by the next start; in memory by default. */
  readonly folder?: string;
}

/**
 * Starts Azurite's blob service in this process, so it can't outlive the run; no telemetry.
 *
 * Kept in a folder, blobs outlive `close`, but not a crash: Azurite writes which blobs there are every five seconds, so
 * that a SIGKILL takes back up to as much of what it has acknowledged, whole containers included.
 *
 * @throws LocalRunError when the port is in use
 */
export async function startAzurite(options: AzuriteOptions): Promise<Azurite> {
  const server = new BlobServer(configuration(options));
  try {
    await server.start();
  } catch (cause) {
    throw listenError('the storage emulator (Azurite)', options.port, cause);
  }
  const endpoint = `${server.getHttpServerAddress()}/${account}`;
  return {
    connectionString: `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${accountKey};BlobEndpoint=${endpoint};`,
    close: () => server.close(),
  };
}

/** The constructor takes its settings by position; `undefined` keeps Azurite's default. */
function configuration({ port, folder }: AzuriteOptions): BlobConfiguration {
  const keepAlive = undefined;
  const metadataPath = folder && join(folder, 'blobs.json');
  const extentPath = folder && join(folder, 'extents.json');
  const persistencePaths =
    folder === undefined
      ? undefined
      : [{ locationId: 'Default', locationPath: join(folder, 'extents'), maxConcurrency: concurrentWrites }];
  const [accessLog, debugLog, loose, skipApiVersionCheck, disableProductStyleUrl] = [false, false, false, false, false];
  const inMemory = folder === undefined;
  return new BlobConfiguration(
    loopback,
    port,
    keepAlive,
    metadataPath,
    extentPath,
    persistencePaths,
    accessLog,
    undefined,
    debugLog,
    undefined,
    loose,
    skipApiVersionCheck,
    undefined,
    undefined,
    undefined,
    undefined,
    disableProductStyleUrl,
    inMemory,
  );
}
