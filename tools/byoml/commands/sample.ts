import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { simulateCompany } from '../../company/simulateCompany';
import { writeCompany } from '../../company/writeCompany';
import { sampleDataset } from '../../sample/dataset';
import { exportFiles } from '../../sample/exportFiles';
import {
  type Command,
  type OptionValues,
  optionalNumber,
  optionalSeed,
  optionalText,
  requiredText,
  UsageError,
} from '../command';
import { Progress } from '../progress';

export const sample: Command = {
  name: 'sample',
  summary: 'Writes sample data: a month of rows in the export layout, a day of rows to score, and which are planted.',
  options: {
    out: { type: 'string', placeholder: 'DIR', description: 'folder to write to' },
    seed: { type: 'string', placeholder: 'N', description: 'another seed, another company (default 1)' },
    day: { type: 'string', placeholder: 'YYYY-MM-DD', description: 'the day to score (default: yesterday)' },
    company: { type: 'boolean', description: 'a large company instead, and a labelled week to judge scorers on' },
    users: { type: 'string', placeholder: 'N', description: 'people of that company (default 2000)' },
    shares: {
      type: 'string',
      placeholder: 'N',
      description: 'shares of that company (default: 3 for 4 users, 80 or more)',
    },
  },
  async run(values) {
    const folder = requiredText(values, 'out');
    const seed = optionalSeed(values) ?? 1;
    if (values.company === true) return sampleCompany(values, folder, seed);
    checkNoneOfCompany(values);
    const day = dayOf(optionalText(values, 'day'));
    const { trainingDays, stream, planted } = sampleDataset({ seed, day, trainingDays: 30, plantedAccesses: 10 });
    const progress = new Progress();
    await mkdir(folder, { recursive: true });
    const trainingRows = trainingDays.flat();
    const files = exportFiles(trainingRows);
    let written = 0;
    for (const [path, text] of files) {
      const file = join(folder, 'am-securityevent', path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
      progress.show(`${++written} of ${files.size} files`);
    }
    await writeFile(join(folder, 'stream.jsonl'), jsonLines(stream));
    await writeFile(join(folder, 'planted.jsonl'), jsonLines(planted.map(({ row }) => row)));
    progress.done(
      `${folder}: ${trainingRows.length} rows of 30 days in am-securityevent/, ` +
        `${stream.length} rows in stream.jsonl, of which ${planted.length} are planted (planted.jsonl)`,
    );
  },
};

async function sampleCompany(values: OptionValues, folder: string, seed: number): Promise<void> {
  if (optionalText(values, 'day') !== undefined) {
    throw new UsageError('--day does not go with --company, whose days are always the same; leave one of them out.');
  }
  const [users, shares] = [optionalNumber(values, 'users'), optionalNumber(values, 'shares')];
  const company = simulateCompany({ seed, users, shares });
  const progress = new Progress();
  const written = await writeCompany(company, folder, seed, (days) => progress.show(`${days} days written`));
  progress.done(
    `${folder}: ${company.people.length} people, ${company.shares.all.length} shares, ` +
      `${written.trainingRows} rows to learn from in am-securityevent/, ${written.streamRows} labelled rows from ` +
      `${new Date(company.testFrom).toISOString().slice(0, 10)} on in stream.jsonl, of which ${written.plantedRows} are ` +
      'planted (planted.jsonl)',
  );
}

function checkNoneOfCompany(values: OptionValues): void {
  for (const name of ['users', 'shares']) {
    if (optionalText(values, name) !== undefined) throw new UsageError(`--${name} goes with --company only.`);
  }
}

function dayOf(text: string | undefined): Date {
  if (text === undefined) return new Date(Date.now() - 86_400_000);
  const day = new Date(`${text}T00:00:00Z`);
  // Dates that do not exist, 30 February say, come out as others.
  if (!Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text) return day;
  throw new UsageError(`--day is "${text}"; it takes a date, 2026-11-20 say.`);
}

function jsonLines(rows: readonly unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
