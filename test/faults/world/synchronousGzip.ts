import zlib from 'node:zlib';

/**
 * Replaces the gzip that the ingestion client promisifies when it is loaded, which runs on another thread and ends
 * whenever that does. Import it before anything that loads an SDK.
 */
zlib.gzip = ((buffer: zlib.InputType, ...rest: unknown[]) => {
  const callback = rest.at(-1) as (error: Error | null, result: Buffer) => void;
  const options = rest.length > 1 ? (rest[0] as zlib.ZlibOptions) : {};
  const result = zlib.gzipSync(buffer, options);
  process.nextTick(callback, null, result);
}) as typeof zlib.gzip;
