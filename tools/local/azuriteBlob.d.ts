/** Azurite publishes no types; these are the parts of its blob service the local run uses. */
declare module 'azurite/dist/src/blob/BlobConfiguration' {
  export default class BlobConfiguration {
    constructor(
      host: string,
      port: number,
      keepAliveTimeoutSeconds: number | undefined,
      metadataDatabasePath: string | undefined,
      extentDatabasePath: string | undefined,
      persistencePaths:
        | readonly { readonly locationId: string; readonly locationPath: string; readonly maxConcurrency: number }[]
        | undefined,
      enableAccessLog: boolean,
      accessLogStream: undefined,
      enableDebugLog: boolean,
      debugLogFile: undefined,
      loose: boolean,
      skipApiVersionCheck: boolean,
      certificate: undefined,
      key: undefined,
      password: undefined,
      oauth: undefined,
      disableProductStyleUrl: boolean,
      isMemoryPersistence: boolean,
    );
  }
}

declare module 'azurite/dist/src/blob/BlobServer' {
  import type BlobConfiguration from 'azurite/dist/src/blob/BlobConfiguration';

  export default class BlobServer {
    constructor(configuration: BlobConfiguration);
    start(): Promise<void>;
    close(): Promise<void>;
    getHttpServerAddress(): string;
  }
}
