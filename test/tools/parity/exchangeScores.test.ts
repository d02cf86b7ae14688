import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareScores, isExchanged, readLines } from '../../../tools/parity/exchangeScores';

const scores = Float64Array.of(0, 1.5, Number.POSITIVE_INFINITY, Number.NaN);

describe('compareScores', () => {
  it('counts the kinds, and finds nothing between the same', () => {
    const result = compareScores('m', scores, scores);
    expect(result).toEqual({
      model: 'm',
      finite: 2,
      zero: 1,
      infinite: 1,
      null: 1,
      greatestDifference: 0,
      ofAnotherKind: 0,
    });
    expect(isExchanged(result)).toBe(true);
  });

  it.each([
    [1, 1.5 + 2e-6],
    [1, Number.NaN],
    [2, Number.NaN],
    [2, Number.NEGATIVE_INFINITY],
    [3, 0],
  ])('score %d as %d is another', (at, score) => {
    expect(isExchanged(compareScores('m', scores, scores.with(at, score)))).toBe(false);
  });

  it('takes a difference below a millionth', () => {
    expect(isExchanged(compareScores('m', scores, scores.with(1, 1.5 + 5e-7)))).toBe(true);
  });

  it('refuses another number of scores', () => {
    expect(() => compareScores('m', scores, scores.subarray(1))).toThrow(RangeError);
  });
});

describe('readLines', () => {
  it('gives scores as the original has them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'byoml-parity-'));
    const lines = [
      { score: 0, reason: 'knownPair' },
      { score: 1.5, reason: 'scored' },
      { score: null, reason: 'disconnected' },
      { score: null, reason: 'unknownUser' },
    ];
    writeFileSync(join(folder, 'scores.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    expect(await readLines(join(folder, 'scores.jsonl'))).toEqual(scores);
    rmSync(folder, { recursive: true });
  });
});
