import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOptions } from '../../../tools/start/options';
import { ownRows, sampleRows } from '../../../tools/start/rowSource';
import { fileShareRow } from '../../shared/events/rows';

const now = new Date('2026-11-20T12:00:00Z');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'start-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function splitOf(...lines: readonly string[]) {
  const file = join(folder, 'rows.jsonl');
  await writeFile(file, lines.map((line) => `${line}\n`).join(''));
  return ownRows(startOptions(['--input', file]), now);
}

const at = (TimeGenerated: string | undefined) => JSON.stringify(fileShareRow({ TimeGenerated }));

it('streams the last day and learns from the days before', async () => {
  const rows = await splitOf(at('2026-11-18T23:00:00Z'), at('2026-11-10T08:00:00Z'), at('2026-11-18T00:00:00Z'));
  expect(rows.training.map(({ TimeGenerated }) => TimeGenerated)).toEqual(['2026-11-10T08:00:00Z']);
  expect(rows.stream.map(({ TimeGenerated }) => TimeGenerated)).toEqual([
    '2026-11-18T00:00:00Z',
    '2026-11-18T23:00:00Z',
  ]);
  expect(rows.lookbackDays).toBe(12);
});

it('streams the last fifth of a single day', async () => {
  const hours = ['01', '02', '03', '04', '05'];
  const rows = await splitOf(...hours.map((hour) => at(`2026-11-18T${hour}:00:00Z`)));
  expect(rows.training).toHaveLength(4);
  expect(rows.stream).toHaveLength(1);
});

it('streams rows without a time, and counts lines that hold none', async () => {
  const rows = await splitOf(at('2026-11-17T08:00:00Z'), at('2026-11-18T08:00:00Z'), at(undefined), 'no row', '7');
  expect(rows.stream).toHaveLength(2);
  expect(rows.unreadableLines).toBe(2);
});

it('refuses rows of times that training does not reach', async () => {
  await expect(splitOf(at('2026-11-19T08:00:00Z'), at('2031-01-01T08:00:00Z'))).rejects.toThrow(/2031-01-01/);
  await expect(splitOf(at('1999-01-01T08:00:00Z'), at('2026-11-19T08:00:00Z'))).rejects.toThrow(/1999-01-01/);
});

it('refuses what cannot be split', async () => {
  await expect(splitOf()).rejects.toThrow(/0 rows with a time are too few/);
  await expect(ownRows(startOptions(['--input', join(folder, 'pairs.csv')]), now)).rejects.toThrow(
    /pairs\.csv cannot be read/,
  );
});

it('knows which accesses of the sample are planted, and reaches back far enough to learn from all of it', () => {
  const { planted, training, lookbackDays } = sampleRows(startOptions([]), now);
  expect(planted.size).toBe(10);
  const oldest = Math.min(...training.map(({ TimeGenerated }) => Date.parse(String(TimeGenerated))));
  expect(now.getTime() - oldest).toBeLessThan(lookbackDays * 86_400_000);
});
