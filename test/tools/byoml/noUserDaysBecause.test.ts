import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { byoml } from '../../support/byoml';

let folder: string;
const path = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byoml-days-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Rows of ten users, on so many shares each, of which they open one a day. */
function rows(days: number): string {
  const all = Array.from({ length: 10 * days }, (_, i) => ({
    EventID: 5140,
    TimeGenerated: new Date(Date.UTC(2026, 10, 1 + Math.floor(i / 10), 9)).toISOString(),
    Account: `ACME\\user${i % 10}`,
    Computer: 'fs01',
    ShareName: `\\\\*\\share${((i % 10) + 3 * Math.floor(i / 10)) % 40}`,
  }));
  return all.map((row) => JSON.stringify(row)).join('\n');
}

async function trainedAndScored(input: string, content: string, ...options: string[]) {
  await writeFile(path(input), content);
  const trained = await byoml('train', '--input', path(input), '--model', path(`${input}.model`), ...options);
  const scored = await byoml('score', '--input', path(input), '--model', path(`${input}.model`));
  expect([trained.exitCode, scored.exitCode]).toEqual([0, 0]);
  return { trained: trained.stderr, scored: scored.stderr, hasCaseScores: scored.stdout.includes('"caseScore"') };
}

describe("a model that judges no users' days", () => {
  it.each([
    ['pairs.csv', 'user,res\nalice,finance\nbob,finance\nbob,hr\n', 'the pairs it was trained from carry no time'],
    [
      'short.jsonl',
      rows(9),
      'its window is shorter than 3 days, or fewer than 50 pairs were first seen in one of the halves of it',
    ],
  ])('is said to be one when it is trained and when it scores, and why, from %s', async (name, content, why) => {
    const { trained, scored, hasCaseScores } = await trainedAndScored(name, content);
    expect(hasCaseScores).toBe(false);
    expect(trained.trim().split('\n').at(-1)).toBe(`this model judges accesses but no users' days: ${why}`);
    expect(scored.trim().split('\n').at(-1)).toBe(`no caseScore, as the model judges no users' days: ${why}`);
  });

  it('is not one that has days enough', async () => {
    const { trained, scored, hasCaseScores } = await trainedAndScored('long.jsonl', rows(12));
    expect(hasCaseScores).toBe(true);
    expect(trained + scored).not.toContain("users' days");
  });

  it('is not one that scores pairs without time, of which that is said', async () => {
    await trainedAndScored('long.jsonl', rows(12));
    await writeFile(path('pairs.csv'), 'user,res\nalice,finance\nbob,hr\n');
    const { stdout, stderr } = await byoml('score', '--input', path('pairs.csv'), '--model', path('long.jsonl.model'));
    expect(stdout).not.toContain('caseScore');
    expect(stderr.trim().split('\n').at(-1)).toBe('no caseScore of 2 pairs, as they carry no time');
  });

  it("is not what the original's scorer is called", async () => {
    const { trained, scored } = await trainedAndScored('short.jsonl', rows(9), '--scorer', 'accessAnomaly');
    expect(trained + scored).not.toContain("users' days");
  });
});
