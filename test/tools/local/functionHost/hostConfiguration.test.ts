import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readHostConfiguration } from '../../../../tools/local/functionHost/hostConfiguration';

describe('readHostConfiguration', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'host-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function read(host: unknown) {
    writeFileSync(join(folder, 'host.json'), typeof host === 'string' ? host : JSON.stringify(host));
    return readHostConfiguration(folder);
  }

  it("has the host's defaults", () => {
    expect(read({ version: '2.0' })).toEqual({
      functionTimeout: 1_800_000,
      maxEventBatchSize: 100,
      prefetchCount: 300,
    });
  });

  it('reads limits', () => {
    const eventHubs = { maxEventBatchSize: 8, prefetchCount: 16, initialOffsetOptions: { type: 'fromStart' } };
    expect(read({ version: '2.0', functionTimeout: '01:02:03', extensions: { eventHubs } })).toEqual({
      functionTimeout: 3_723_000,
      maxEventBatchSize: 8,
      prefetchCount: 16,
    });
    expect(read({ version: '2.0', functionTimeout: '-1' }).functionTimeout).toBe(Number.POSITIVE_INFINITY);
    expect(read({ version: '2.0', functionTimeout: '1.00:00:00' }).functionTimeout).toBe(86_400_000);
  });

  it.each([
    ['{', 'could not be read as JSON'],
    [[], 'must hold a JSON object'],
    [{}, '"version" must be "2.0"'],
    [{ version: '2.0', functionTimeout: 5 }, '"functionTimeout" must be "hh:mm:ss" or "-1", not 5'],
    [{ version: '2.0', extensions: [] }, '"extensions" must be an object'],
    [{ version: '2.0', extensions: { eventHubs: { maxEventBatchSize: 0 } } }, '"maxEventBatchSize" must be a positive'],
    [
      { version: '2.0', extensions: { eventHubs: { initialOffsetOptions: { type: 'fromEnd' } } } },
      'initialOffsetOptions.type must be "fromStart"',
    ],
  ])('refuses %j', (host, message) => {
    expect(() => read(host)).toThrow(message);
  });

  it('names the file that is missing', () => {
    expect(() => readHostConfiguration(folder)).toThrow(`${join(folder, 'host.json')} could not be read as JSON`);
  });
});
