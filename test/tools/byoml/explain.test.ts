import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { groupNames } from '../../../shared/detectors/resourceAccess/affinity/explanation/signalGroups';
import { signalNames } from '../../../shared/detectors/resourceAccess/affinity/signals';
import { byoml } from '../../support/byoml';

let folder: string;
const path = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byoml-explain-'));
  const lines = ['tenant,user,res'];
  for (let user = 0; user < 40; user++) {
    for (let use = 0; use < 6; use++) {
      const team = user % 2 === 0 ? 'red' : 'blue';
      lines.push(`acme,${team}${user},fs-${team}\\r${(3 * user + 4 * use) % 20}`);
    }
    lines.push(`acme,${user % 2 === 0 ? 'red' : 'blue'}${user},fs-all\\<public>`);
  }
  await writeFile(path('one.csv'), lines.join('\n'));
  await writeFile(path('two.csv'), [...lines, 'globex,eve,fs\\x', 'globex,eve,fs\\y'].join('\n'));
  for (const name of ['one', 'two']) {
    await byoml('train', '--input', path(`${name}.csv`), '--model', path(`${name}.model`));
  }
  await byoml('train', '--input', path('one.csv'), '--scorer', 'accessAnomaly', '--model', path('original.model'));
});
afterAll(() => rm(folder, { recursive: true }));

const foreign = ['--user', 'red4', '--resource', 'fs-blue\\r3'];

describe('byoml explain', () => {
  it('tells the sentence, the score, what adds to it, the peers and what speaks for it', async () => {
    const { exitCode, stdout, stderr } = await byoml('explain', '--model', path('one.model'), ...foreign);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(
      /^red4 opened fs-blue\\r3 for the first time; none of the \d+ users most like them uses it, none uses the server, and its \d+ users have no more/,
    );
    expect(stdout).toMatch(/\nscore {7}-?\d+\.\d\d\np-value {5}.+\npercentile {2}.+\n/);
    expect(stdout).toContain('\nWhat adds to the score (usual < | > strange)');
    expect(stdout).toMatch(
      /\nPeers: of the \d+ users most alike, 0 use the resource and 0 its server\n {2}\d\.\d\d {2}red\d+\n/,
    );
    expect(stdout).toMatch(/\nOwn resources that speak for it, of a prediction of \d\.\d+ \(approximate\)\n/);
    const bars = [...stdout.matchAll(/^ {2}[a-z' ]+ +([+-]\d+\.\d\d) {2} *(#*)\|(#*)\n {4}(.+)$/gm)];
    expect(bars).toHaveLength(groupNames.length);
    const sizes = bars.map(([, sum]) => Math.abs(Number(sum)));
    expect(sizes).toEqual([...sizes].sort((one, other) => other - one));
    for (const [, sum, left, right, signals] of bars) {
      expect(Number(sum) < 0 ? right : left).toBe('');
      const parts = signals!.split(', ').map((part) => Number(part.split(' ')[1]));
      const total = parts.reduce((one, other) => one + other, 0);
      expect(Math.abs(total - Number(sum))).toBeLessThan(0.005 * (parts.length + 1) + 1e-9);
    }
    const named = bars.flatMap(([, , , , signals]) => signals!.split(', ').map((part) => part.split(' ')[0]));
    expect(named.sort()).toEqual([...signalNames].sort());
  });

  it('as JSON gives the numbers behind the score, and the same score as byoml score', async () => {
    const words = ['--model', path('two.model'), '--tenant', 'acme'];
    const explained = JSON.parse((await byoml('explain', ...words, ...foreign, '--json')).stdout);
    await writeFile(path('ask.csv'), 'tenant,user,res\nacme,red4,fs-blue\\r3\n');
    const scored = JSON.parse((await byoml('score', '--model', path('two.model'), '--input', path('ask.csv'))).stdout);
    expect(explained).toMatchObject(scored);
    for (const parts of [explained.contributions, explained.groups] as Record<string, number>[]) {
      expect(Object.values(parts).reduce((total, one) => total + one, explained.base)).toBeCloseTo(scored.score, 9);
    }
    expect(explained.explanation).toMatch(/^red4 opened/);
  });

  it('explains names that no model knows, and pairs that it knows', async () => {
    const nobody = await byoml('explain', '--model', path('one.model'), '--user', 'nobody', '--resource', 'none');
    expect(nobody.stdout).toMatch(/^nobody, an account not seen in training, opened none; nobody is known to use it/);
    expect(nobody.stdout).toContain('Peers: none, as nobody');
    const known = await byoml(
      'explain',
      '--model',
      path('one.model'),
      '--user',
      'red4',
      '--resource',
      'fs-all\\<public>',
    );
    expect(known).toMatchObject({ exitCode: 0 });
    expect(known.stdout).toMatch(/^red4 is known to use fs-all\\.+, so it is no news\.\n\nscore/);
    expect(known.stdout).not.toContain('What adds');
  });

  it('takes names in any case where the model was trained on rows, and as they are where it was on pairs', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => ({
      EventID: 5140,
      TimeGenerated: '2026-11-03T09:00:00Z',
      Account: `ACME\\User${i % 8}`,
      Computer: 'FS01',
      ShareName: `\\\\*\\Share${i % 5}`,
    }));
    await writeFile(path('rows.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'));
    await byoml('train', '--input', path('rows.jsonl'), '--model', path('rows.model'));
    const known = ['--user', 'ACME\\User3', '--resource', 'FS01\\Share3'];
    expect((await byoml('explain', '--model', path('rows.model'), ...known)).stdout).toMatch(
      /^acme\\user3 is known to use fs01\\share3, so it is no news\./,
    );
    const shouted = ['--user', 'RED4', '--resource', 'fs-blue\\r3'];
    expect((await byoml('explain', '--model', path('one.model'), ...shouted)).stdout).toMatch(
      /^RED4, an account not seen/,
    );
  });

  it('draws the user, the peers and the resources into a picture that needs nothing else', async () => {
    const picture = path('red4.svg');
    const { exitCode } = await byoml('explain', '--model', path('one.model'), ...foreign, '--picture', picture);
    expect(exitCode).toBe(0);
    const svg = await readFile(picture, 'utf8');
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" .*role="img">/);
    expect(svg.match(/class="user"/g)).toHaveLength(1);
    expect(svg.match(/class="peer"/g)).toHaveLength(5);
    expect(svg.match(/class="usual"/g)!.length).toBeGreaterThan(1);
    expect(svg.match(/class="opened"/g)).toHaveLength(1);
    expect(svg.match(/class="strange first"/g)).toHaveLength(1);
    // Names are text, whatever they hold.
    expect(svg).not.toContain('<public>');
    expect(svg).not.toMatch(/<script|href|url\(|NaN|undefined/);
  });

  it.each([
    [['--user', 'red4'], '--resource is missing.', 2],
    [['--resource', 'x'], '--user is missing.', 2],
    [foreign, '--tenant is missing, and the model has 2: "acme", "globex".', 2],
    [[...foreign, '--tenant', 'initech'], '--tenant is "initech", and the model has "acme", "globex".', 2],
    [[...foreign, '--tenant', 'acme', '--picture', '/none/x.svg'], '/none/x.svg cannot be written (ENOENT).', 1],
  ])('says what is wrong with %j', async (words, message, exitCode) => {
    const result = await byoml('explain', '--model', path('two.model'), ...words);
    expect(result).toMatchObject({ exitCode, stdout: '' });
    expect(result.stderr).toContain(message);
  });

  it('says that scores of the original have no reasons, and does not draw over the model', async () => {
    const original = await byoml('explain', '--model', path('original.model'), ...foreign);
    expect(original.exitCode).toBe(1);
    expect(original.stderr).toContain('gives no reasons: train a model with --scorer affinity.');
    const model = path('one.model');
    const before = await readFile(model);
    const overwriting = await byoml('explain', '--model', model, ...foreign, '--picture', model);
    expect(overwriting.stderr).toContain('is read from, so it is not written to');
    expect(await readFile(model)).toEqual(before);
  });
});
