import fc from 'fast-check';
import { type Line, lines } from '../../../shared/events/lines';
import { chunksOf } from './chunks';

async function read(bytes: Uint8Array | string, size: number, limit = 100) {
  const read: Line[] = [];
  for await (const batch of lines(chunksOf(bytes, size), limit)) read.push(...batch);
  return read.map(({ bytes, ...line }) => ({ ...line, text: bytes && Buffer.from(bytes).toString() }));
}

describe('lines', () => {
  it.each([1, 2, 3, 100])('are numbered and keep their characters whole, in chunks of %i bytes', async (size) => {
    expect(await read('Zoë\r\n\n🗝\nlast', size)).toEqual([
      { number: 1, text: 'Zoë', ended: true },
      { number: 2, text: '', ended: true },
      { number: 3, text: '🗝', ended: true },
      { number: 4, text: 'last', ended: false },
    ]);
  });

  it('are none in an empty stream', async () => {
    expect(await read('', 1)).toEqual([]);
  });

  it.each([1, 4, 100])('above the limit are marked and left out, in chunks of %i bytes', async (size) => {
    expect(await read('12345\n123456\n1\n1234567', size, 5)).toEqual([
      { number: 1, text: '12345', ended: true },
      { number: 2, text: undefined, ended: true },
      { number: 3, text: '1', ended: true },
      { number: 4, text: undefined, ended: false },
    ]);
  });

  it('are those of the text, however it is cut into chunks', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'ë', '🗝', '\n', '\r\n'), maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (text, size) => {
        const expected = text.split(/\r?\n/);
        if (expected.at(-1) === '') expected.pop();
        expect((await read(text, size)).map((line) => line.text)).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('do not add up in memory where one never ends', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 'a');
    let handedOut = 0;
    async function* endless() {
      for (; handedOut < 500; handedOut++) yield chunk.subarray();
    }
    const before = process.memoryUsage().rss;
    const read: Line[] = [];
    for await (const batch of lines(endless(), 1024)) read.push(...batch);
    expect(read).toEqual([{ number: 1, bytes: undefined, ended: false }]);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  });

  it('are read only when they are asked for', async () => {
    let handedOut = 0;
    async function* source() {
      for (;;) {
        handedOut++;
        yield Buffer.from('a\nb\n');
      }
    }
    const reading = lines(source(), 1024);
    await reading.next();
    expect(handedOut).toBe(1);
    await reading.next();
    expect(handedOut).toBe(2);
    await reading.return(undefined);
  });
});
