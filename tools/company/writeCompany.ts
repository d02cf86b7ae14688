import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exportFiles } from '../sample/exportFiles';
import { Random } from '../sample/random';
import type { CompanyAccess } from './access';
import { companyRows, labelled } from './companyRows';
import type { SimulatedCompany } from './simulateCompany';
import { millisecondsPerDay } from './timeline';

/** What was written. */
export interface WrittenCompany {
  readonly trainingRows: number;
  readonly streamRows: number;
  readonly plantedRows: number;
}

/**
 * Writes a company's rows to a folder: those of training in the layout of data export under `am-securityevent/`, those
 * of the test window with their labels in `stream.jsonl`, and of these the planted ones in `planted.jsonl`. It holds
 * the rows of one day at a time.
 *
 * @param onDay told after each day of training that is written how many there are now.
 */
export async function writeCompany(
  { accesses, testFrom }: SimulatedCompany,
  folder: string,
  seed: number,
  onDay: (days: number) => void,
): Promise<WrittenCompany> {
  const rowOf = companyRows(new Random(`${seed}/rows`));
  const training = accesses.filter(({ time }) => time < testFrom);
  const test = accesses.slice(training.length);
  await mkdir(folder, { recursive: true });
  let days = 0;
  for (const ofDay of Map.groupBy(training, ({ time }) => Math.floor(time / millisecondsPerDay)).values()) {
    for (const [path, text] of exportFiles(ofDay.map(rowOf))) {
      const file = join(folder, 'am-securityevent', path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    onDay(++days);
  }
  const planted: string[] = [];
  await pipeline(Readable.from(streamLines(test, rowOf, planted)), createWriteStream(join(folder, 'stream.jsonl')));
  await writeFile(join(folder, 'planted.jsonl'), planted.join(''));
  return { trainingRows: training.length, streamRows: test.length, plantedRows: planted.length };
}

/** Rows of the test window, a line each in blocks of some thousands; those that are planted are added to `planted`. */
function* streamLines(
  accesses: readonly CompanyAccess[],
  rowOf: ReturnType<typeof companyRows>,
  planted: string[],
): Generator<string> {
  const linesOfBlock = 4096;
  for (let from = 0; from < accesses.length; from += linesOfBlock) {
    const lines = accesses.slice(from, from + linesOfBlock).map((access) => {
      const line = `${JSON.stringify(labelled(rowOf(access), access))}\n`;
      if (access.kind !== null) planted.push(line);
      return line;
    });
    yield lines.join('');
  }
}
