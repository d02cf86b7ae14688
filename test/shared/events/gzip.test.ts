import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { inflate } from '../../../shared/events/gzip';
import { InputError } from '../../../shared/events/inputError';
import { chunksOf, collect } from './chunks';

const content = randomBytes(100_000).toString('hex');
const zipped = gzipSync(content);

async function read(bytes: Uint8Array | string, size = 4096): Promise<string> {
  return Buffer.concat(await collect(inflate(chunksOf(bytes, size), 'rows.json'))).toString();
}

describe('inflate', () => {
  it.each([1000, 4096, 1_000_000])('reads gzip in chunks of %i bytes', async (size) => {
    expect(await read(zipped, size)).toBe(content);
  });

  it('knows gzip by its first two bytes, even apart', async () => {
    expect(await read(gzipSync('short'), 1)).toBe('short');
  });

  it('reads members one after another, as appended files have them', async () => {
    expect(await read(Buffer.concat([gzipSync('one'), gzipSync('two')]))).toBe('onetwo');
  });

  it.each(['', 'a', 'plain text'])('passes %p on', async (text) => {
    expect(await read(text, 1)).toBe(text);
  });

  it('hands out what it can of a truncated file, then names it', async () => {
    const parts: Uint8Array[] = [];
    const reading = (async () => {
      for await (const part of inflate(chunksOf(zipped.subarray(0, -1000)), 'rows.json.gz')) parts.push(part);
    })();
    await expect(reading).rejects.toThrow('rows.json.gz cannot be read to its end: its gzip data ends too early.');
    expect(content.startsWith(Buffer.concat(parts).toString())).toBe(true);
    expect(Buffer.concat(parts).length).toBeGreaterThan(0);
  });

  it('names a damaged file', async () => {
    const damaged = Buffer.from(zipped);
    damaged.fill(0xff, 1000, 3000);
    const error = await read(damaged).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(InputError);
    expect(error).toMatchObject({
      message: expect.stringContaining('is damaged'),
      cause: expect.objectContaining({ code: 'Z_DATA_ERROR' }),
    });
  });

  it('passes on what its source throws', async () => {
    async function* broken() {
      yield zipped.subarray(0, 1000);
      throw new Error('socket hang up');
    }
    await expect(collect(inflate(broken(), 'rows.json.gz'))).rejects.toThrow('socket hang up');
  });

  it('closes its source when nobody reads on', async () => {
    let closed = false;
    async function* source() {
      try {
        for (;;) yield zipped;
      } finally {
        closed = true;
      }
    }
    for await (const _ of inflate(source(), 'rows.json.gz')) break;
    await new Promise(setImmediate);
    expect(closed).toBe(true);
  });
});
