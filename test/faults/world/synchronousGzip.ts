import zlib from 'node:zlib';

/**
 * Loads the ingestion client with a gzip that ends at once: the real one, which the client takes when it is loaded,
 * runs on another thread and ends whenever that does. Import this before anything that loads the client.
 */
const { gzip } = zlib;
zlib.gzip = gzipAtOnce as typeof zlib.gzip;
require('@azure/monitor-ingestion');
zlib.gzip = gzip;

function gzipAtOnce(content: zlib.InputType, callback: zlib.CompressCallback): void {
  process.nextTick(callback, null, zlib.gzipSync(content));
}
