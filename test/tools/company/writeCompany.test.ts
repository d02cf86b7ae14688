import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileShareReader } from '../../../shared/events/fileShareAccess';
import { defaultIdentityRules } from '../../../shared/events/identity';
import type { Row } from '../../../shared/events/row';
import { sample } from '../../../tools/byoml/commands/sample';
import { simulateCompany } from '../../../tools/company/simulateCompany';
import { writeCompany } from '../../../tools/company/writeCompany';

const company = simulateCompany({ seed: 5, users: 60, trainingDays: 7, testDays: 2 });
const reader = fileShareReader(defaultIdentityRules);
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'company-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function rowsOf(...files: string[]): Promise<Row[]> {
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return texts.flatMap((text) => text.trim().split('\n')).map((line) => JSON.parse(line) as Row);
}

async function filesUnder(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

it('writes every access as a row that training and scoring read: training in the export layout, then the stream', async () => {
  const written = await writeCompany(company, folder, 5, () => {});
  const training = await rowsOf(...(await filesUnder(join(folder, 'am-securityevent'))));
  const stream = await rowsOf(join(folder, 'stream.jsonl'));
  expect(written).toMatchObject({ trainingRows: training.length, streamRows: stream.length });
  expect(training.length + stream.length).toBe(company.accesses.length);

  const read = (row: Row) => {
    const reading = reader(row);
    if ('skipped' in reading) throw new Error(reading.skipped);
    return reading.access;
  };
  for (const row of training) expect(read(row).time).toBeLessThan(company.testFrom);
  const inTest = company.accesses.filter(({ time }) => time >= company.testFrom);
  expect(stream.map(read)).toMatchObject(
    inTest.map(({ time, account, computer, shareName, ipAddress }) => ({
      time,
      user: account.toLowerCase(),
      computer,
      shareName,
      ipAddress,
    })),
  );
});

it('labels the rows of the stream, and of no others, and lists the planted ones', async () => {
  const { plantedRows } = await writeCompany(company, folder, 5, () => {});
  const training = await rowsOf(...(await filesUnder(join(folder, 'am-securityevent'))));
  const stream = await rowsOf(join(folder, 'stream.jsonl'));
  const planted = await rowsOf(join(folder, 'planted.jsonl'));
  expect(training.filter((row) => 'Label' in row)).toEqual([]);
  const labels = company.accesses.filter(({ time }) => time >= company.testFrom).map(({ kind }) => kind ?? '');
  expect(stream.map(({ Label }) => Label)).toEqual(labels);
  expect(stream.filter(({ Label }) => Label !== '')).toEqual(planted);
  expect(planted).toHaveLength(plantedRows);
});

it('gives an account one security identifier, however a row spells it', async () => {
  await writeCompany(company, folder, 5, () => {});
  const identifiers = new Map<string, Set<unknown>>();
  for (const { Account, SubjectUserSid } of await rowsOf(join(folder, 'stream.jsonl'))) {
    const account = String(Account).toLowerCase();
    identifiers.set(account, (identifiers.get(account) ?? new Set()).add(SubjectUserSid));
  }
  expect([...identifiers.values()].every(({ size }) => size === 1)).toBe(true);
  expect(new Set([...identifiers.values()].flatMap((set) => [...set])).size).toBe(identifiers.size);
});

describe('byoml sample --company', () => {
  async function digest(path: string): Promise<string> {
    const hash = createHash('sha256');
    for (const file of (await filesUnder(path)).sort()) {
      hash.update(file.slice(path.length)).update(await readFile(file));
    }
    return hash.digest('hex');
  }

  it('writes the same bytes for the same seed', async () => {
    const options = { company: true, seed: '9', users: '40', shares: '80' };
    const paths = ['first', 'second', 'other'].map((name) => join(folder, name)) as [string, string, string];
    await sample.run({ ...options, out: paths[0] });
    await sample.run({ ...options, out: paths[1] });
    await sample.run({ ...options, out: paths[2], seed: '10' });
    expect(await digest(paths[1])).toBe(await digest(paths[0]));
    expect(await digest(paths[2])).not.toBe(await digest(paths[0]));
  });

  it.each([
    [{ company: true, day: '2026-11-20' }, '--day does not go with --company'],
    [{ users: '60' }, '--users goes with --company only'],
    [{ shares: '60' }, '--shares goes with --company only'],
    [{ company: true, users: 'many' }, '--users is "many"; it takes a number'],
    [{ company: true, users: '3' }, '3 users cannot be simulated'],
  ])('says what is wrong with %j', async (options, message) => {
    await expect(sample.run({ out: folder, ...options })).rejects.toThrow(message);
  });
});
