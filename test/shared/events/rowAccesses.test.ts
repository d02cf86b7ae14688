import fc from 'fast-check';
import type { RowReader } from '../../../shared/events/access';
import { fileShareReader } from '../../../shared/events/fileShareAccess';
import { defaultIdentityRules } from '../../../shared/events/identity';
import { emptyReadCounts } from '../../../shared/events/readCounts';
import { type ReadProblem, rowAccesses } from '../../../shared/events/rowAccesses';
import { chunksOf, collect } from './chunks';
import { hostileRow, hostileRuns } from './hostileRows';
import { damagedDocument, oddDocument } from './oddJson';
import { fileShareRow } from './rows';

const reader = fileShareReader(defaultIdentityRules);
const sum = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((total, count) => total + count, 0);

describe('rowAccesses', () => {
  it('counts everything it reads and reports what it cannot', async () => {
    const text = [JSON.stringify(fileShareRow()), 'hello', '{"EventID":1}', '{"records":[1,2]}', '{"a'].join('\n');
    const counts = emptyReadCounts();
    const problems: ReadProblem[] = [];
    const onProblem = (problem: ReadProblem) => problems.push(problem);
    const accesses = await collect(rowAccesses(chunksOf(text), 'rows.json', { reader, counts, onProblem }));
    expect(accesses).toHaveLength(1);
    expect(counts).toMatchObject({ sources: 1, bytes: Buffer.byteLength(text), rows: 6, accesses: 1 });
    expect(counts.skipped).toMatchObject({ otherEvent: 1, notARow: 2 });
    expect(counts.problems).toEqual({ notJson: 1, tooLong: 0, partialLastLine: 1 });
    expect(problems).toEqual([
      { source: 'rows.json', line: 2, problem: 'notJson' },
      { source: 'rows.json', line: 5, problem: 'partialLastLine' },
    ]);
  });

  it('reads the same with a reader that does not tell its columns, whatever the lines hold', async () => {
    const line = fc.oneof(oddDocument, hostileRow, damagedDocument, fc.constantFrom('', ' ', '\r', '\ufeff{}'));
    const read = async (blob: Buffer, reader: RowReader, size: number) => {
      const counts = emptyReadCounts();
      const problems: ReadProblem[] = [];
      const onProblem = (problem: ReadProblem) => problems.push(problem);
      return {
        accesses: await collect(rowAccesses(chunksOf(blob, size), '', { reader, counts, onProblem })),
        counts,
        problems,
      };
    };
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 4 }), fc.integer({ min: 1, max: 999 }), async (lines, size) => {
        const blob = Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from('\n')]).slice(0, -1));
        expect(await read(blob, reader, size)).toEqual(await read(blob, (row) => reader(row), size));
      }),
      hostileRuns,
    );
  });

  it('adds up on any input', async () => {
    const line = fc.oneof(fc.constant(JSON.stringify(fileShareRow())), fc.json(), fc.string());
    await fc.assert(
      fc.asyncProperty(fc.array(line), async (texts) => {
        const counts = emptyReadCounts();
        const text = ['{"EventID":5145}', ...texts].join('\n');
        const accesses = await collect(rowAccesses(chunksOf(text), 'rows.json', { reader, counts }));
        expect(counts.accesses).toBe(accesses.length);
        expect(counts.accesses + sum(counts.skipped) + sum(counts.problems)).toBe(counts.rows);
      }),
      { numRuns: 500 },
    );
  });
});
