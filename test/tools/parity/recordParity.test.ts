import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFactoryCase } from '../../../tools/parity/dataFactoryCases';
import { decodeRecord, encodeRecord } from '../../../tools/parity/recordedCase';
import { replaceMarked } from '../../../tools/parity/recordParity';

describe('a recorded case', () => {
  it('is kept to the last bit', () => {
    const parityCase = dataFactoryCase('fixed-explicit');
    const outcome = {
      users: [['0', 'a']] as const,
      resources: [['0', 'b']] as const,
      rank: 10,
      factors: { users: Float32Array.of(0.1, 1e-30), items: Float32Array.of(3e38, -0) },
      scores: Float64Array.of(0.1, Number.NaN, Number.POSITIVE_INFINITY, -0),
    };
    const record = decodeRecord(encodeRecord(parityCase, outcome, { pyspark: '3' }));
    expect(record.spark).toEqual(outcome);
    expect(record).toMatchObject({ name: 'fixed-explicit', rows: 25, versions: { pyspark: '3' } });
    expect(record.parameters).toMatchObject({ seed: 0, complementFactor: 2 });
    expect(record.negatives!.length).toBeGreaterThan(10);
  });
});

describe('replaceMarked', () => {
  let folder: string;
  let page: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'byoml-parity-'));
    page = join(folder, 'page.md');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('puts text in the place of the last one', () => {
    writeFileSync(page, 'a\n<!-- t -->\nold\n<!-- /t -->\nb\n');
    replaceMarked(page, 't', 'new\n');
    replaceMarked(page, 't', 'newer\n');
    expect(readFileSync(page, 'utf8')).toBe('a\n<!-- t -->\nnewer\n<!-- /t -->\nb\n');
  });

  it('refuses a page without the lines, and leaves it as it is', () => {
    writeFileSync(page, 'a\n');
    expect(() => replaceMarked(page, 't', 'new\n')).toThrow(/has no lines/);
    expect(readFileSync(page, 'utf8')).toBe('a\n');
  });
});
