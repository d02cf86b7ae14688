import BlobConfiguration from 'azurite/dist/src/blob/BlobConfiguration';
import BlobServer from 'azurite/dist/src/blob/BlobServer';
import { loopback } from './listen';
import { listenError } from './localRunError';

/** Azurite's account name and key: published constants, the same on every machine (Azurite README, "Default Storage Account"). */
const account = 'devstoreaccount1';
const accountKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

export interface Azurite {
  /** For `BlobServiceClient.fromConnectionString`; shared key over plain http. */
  readonly connectionString: string;
  close(): Promise<void>;
}

/**
 * Starts Azurite's blob service in this process, so it can't outlive the run. Blobs are kept in memory; no telemetry.
 *
 * @param options.port 0 for any free port
 * @throws LocalRunError when the port is in use
 */
export async function startAzurite(options: { readonly port: number }): Promise<Azurite> {
  const server = new BlobServer(inMemoryConfiguration(options.port));
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
function inMemoryConfiguration(port: number): BlobConfiguration {
  const [keepAlive, metadataPath, extentPath, persistencePaths] = [undefined, undefined, undefined, undefined];
  const [accessLog, debugLog, loose, skipApiVersionCheck, disableProductStyleUrl] = [false, false, false, false, false];
  const inMemory = true;
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
