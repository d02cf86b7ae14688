import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { IngestionRefusal } from './ingestionRefusal';

/**
 * Limit of one call, compressed and not, in bytes.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#logs-ingestion-api
 */
const maxBodySize = 1_048_576;

/**
 * The rows a call carries.
 *
 * @throws IngestionRefusal when the body is too large, in an unknown encoding, or not a JSON array
 */
export async function readRows(request: IncomingMessage): Promise<unknown[]> {
  const text = (await decoded(await received(request), request.headers['content-encoding'])).toString('utf8');
  const rows = parsed(text);
  if (!Array.isArray(rows)) {
    throw new IngestionRefusal(400, 'InvalidBody', 'The body must be a JSON array of rows.');
  }
  return rows;
}

async function received(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop must not end the connection: the answer goes over it.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > maxBodySize) {
      throw tooLarge();
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function decoded(body: Buffer, encoding: string | undefined): Promise<Buffer> {
  if (encoding === undefined || encoding === 'identity') {
    return body;
  }
  if (encoding !== 'gzip') {
    throw new IngestionRefusal(400, 'InvalidContentEncoding', `Content-Encoding '${encoding}' is not gzip.`);
  }
  try {
    return await promisify(gunzip)(body, { maxOutputLength: maxBodySize });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw tooLarge();
    }
    throw new IngestionRefusal(400, 'InvalidBody', `The body is not gzip: ${String(error)}`);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new IngestionRefusal(400, 'InvalidBody', `The body is not JSON: ${String(error)}`);
  }
}

function tooLarge(): IngestionRefusal {
  return new IngestionRefusal(
    413,
    'ContentLengthLimitExceeded',
    `The body exceeds ${maxBodySize} bytes, compressed or not. Send fewer rows at a time.`,
  );
}
