import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { popularity } from '../../../shared/evaluation/baselines/popularity';
import { judge } from '../../../shared/evaluation/judge';
import { companyAccesses } from '../../../tools/evaluate/companyAccesses';
import { byoml } from '../../support/byoml';

let folder: string;
const path = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byoml-evaluate-'));
  await writeFile(path('rows.jsonl'), twoTeams('sweep'));
  await writeFile(path('unlabelled.jsonl'), twoTeams(''));
  await writeFile(path('pairs.csv'), pairs());
});
afterAll(() => rm(folder, { recursive: true }));

/** Two teams of six on shares of their own for two days; on the third, some open another, and one opens the others'. */
function twoTeams(label: string): string {
  const rows: object[] = [];
  const add = (day: number, team: string, person: number, share: string, kind = '') =>
    rows.push({
      EventID: 5140,
      TimeGenerated: `2026-11-0${day}T1${person}:00:00Z`,
      Account: `CONTOSO\\${team}${person}`,
      Computer: `fs-${share.split('-')[0]}`,
      ShareName: `\\\\*\\${share}`,
      Label: kind,
    });
  for (const team of ['red', 'blue']) {
    for (const day of [1, 2, 3]) {
      for (let person = 0; person < 6; person++) {
        for (const use of [0, 1, 2]) add(day, team, person, `${team}-${(person + use) % 6}`);
        if (day === 3) add(day, team, person, `${team}-${(person + 3) % 6}`);
      }
    }
  }
  for (const share of [0, 1, 2, 3, 4, 5]) add(3, 'red', 0, `blue-${share}`, label);
  return `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;
}

function pairs(): string {
  const lines = ['user,res'];
  for (let user = 0; user < 40; user++) {
    for (let use = 0; use < 6; use++) lines.push(`u${user},r${(user % 2) * 20 + ((user * 3 + use * 3) % 20)}`);
  }
  return `${lines.join('\n')}\n`;
}

const split = ['--train-until', '2026-11-03'];
const quick = ['--resamples', '50'];

describe('byoml evaluate', () => {
  it('judges every scorer on labelled rows', async () => {
    const files = ['--report', path('report.html'), '--json', path('figures.json')];
    const { exitCode, stdout } = await byoml('evaluate', '--input', path('rows.jsonl'), ...split, ...quick, ...files);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('18 pairs come up for the first time, of which 6 are anomalies: as the data label them.');
    expect(Math.max(...stdout.split('\n').map((line) => (line.includes('  ') ? line.length : 0)))).toBeLessThan(101);

    const { verdicts } = JSON.parse(await readFile(path('figures.json'), 'utf8'));
    const names = verdicts.map(({ scorer }: { scorer: string }) => scorer);
    for (const scorer of ['popularity', 'nearestNeighbours', 'accessAnomaly', 'accessAnomalyByShare']) {
      expect(names).toContain(scorer);
      expect(stdout).toContain(scorer);
    }
    // Nobody links the teams: to the original, what the sweep opens is as anomalous as can be.
    const original = verdicts[names.indexOf('accessAnomaly')];
    expect(original).toMatchObject({ pairs: 18, anomalous: 6, rocAuc: { value: 1 }, abstained: { value: 0 } });
    expect(original.kinds).toMatchObject([{ kind: 'sweep', pairs: 6, recall: { value: 1 } }]);

    const report = await readFile(path('report.html'), 'utf8');
    expect(report).toContain('<td>1.000</td>');
    expect(report.match(/<svg [^>]*role="img"/g)).toHaveLength(3);
    expect(report).not.toMatch(/<script|<link|src=|url\(/);
  });

  it('says which labels are learned from, and which are not judged', async () => {
    const words = ['--train-until', '2026-11-03T15:00:00Z', '--scorer', 'popularity', '--resamples', '0'];
    await writeFile(
      path('late.jsonl'),
      twoTeams('sweep').replaceAll(
        /"Account":"CONTOSO\\\\blue5"(.*)"Label":""/g,
        '"Account":"CONTOSO\\\\blue5"$1"Label":"odd"',
      ),
    );
    const { exitCode, stdout } = await byoml('evaluate', '--input', path('late.jsonl'), ...words);
    expect(exitCode).toBe(0);
    // blue5's three shares on two days, and the six of the sweep; on the third day three of them again, and a fourth.
    expect(stdout).toContain('Labelled as anomalies, and yet learned from, are 12 accesses of training.');
    expect(stdout).toContain('Labelled, but not judged, are 3 pairs of the test window that training has already.');
    expect(stdout).toContain('of which 1 are anomalies');
  });

  it('plants anomalies where no row of the test window is labelled, and says what it could not plant', async () => {
    const words = ['--input', path('unlabelled.jsonl'), ...split, '--seeds', '2', '--scorer', 'popularity'];
    const { exitCode, stdout } = await byoml('evaluate', ...words);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('planted by the rules of docs/evaluation.md');
    expect(stdout).toContain('Figures are means over 2 seeds from 0 on');
    expect(stdout).toContain('No adminShare is planted: it takes a share such as C$ or ADMIN$');
    expect(stdout).toMatch(/crossDepartment \(\d+\)/);
    expect(await byoml('evaluate', ...words)).toMatchObject({ stdout });
    expect((await byoml('evaluate', ...words, '--seed', '5')).stdout).not.toBe(stdout);
  });

  it('holds out pairs without time', async () => {
    const words = ['--input', path('pairs.csv'), '--hold-out', '0.1', ...quick, '--scorer', 'nearestNeighbours'];
    const { exitCode, stdout } = await byoml('evaluate', ...words);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('216 pairs of training, 72 of test; 72 pairs come up for the first time, of which 48');
    expect(stdout).toContain('sameResource (24)');
    expect(stdout).not.toContain('a day');
    // Users of even and of odd numbers keep to halves of the resources, and half of the random pairs cross over.
    const [auc] = /(?<=nearestNeighbours +)0\.\d+/.exec(stdout)!;
    expect(Number(auc)).toBeGreaterThan(0.65);
  });

  it('judges on invented companies, another one for each seed', async () => {
    const words = [
      '--company',
      '--users',
      '60',
      '--seeds',
      '2',
      '--scorer',
      'popularity',
      '--json',
      path('companies.json'),
    ];
    const { exitCode, stdout } = await byoml('evaluate', ...words);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('planted into invented companies as docs/company.md tells.');
    expect(stdout).toContain('Figures are means over 2 seeds from 1 on');
    const { training, test, verdicts } = JSON.parse(await readFile(path('companies.json'), 'utf8'));
    const both = [1, 2].map((seed) => companyAccesses({ seed, users: 60 }));
    expect(training).toBe(Math.round((both[0]!.training.length + both[1]!.training.length) / 2));
    expect(test).toBe(Math.round((both[0]!.test.length + both[1]!.test.length) / 2));
    const [one, two] = both.map((company) => judge([popularity], company.training, company.test)[0]!.rocAuc.value);
    expect(verdicts[0].rocAuc.value).toBeCloseTo((one! + two!) / 2, 10);
  });

  it.each([
    [['--company', '--input', 'rows.jsonl'], '--input does not go with --company'],
    [['--company', ...split], '--train-until does not go with --company'],
    [['--company', '--users', 'many'], '--users is "many"; it takes a number.'],
    [['--input', 'rows.jsonl', ...split, '--users', '50'], '--users goes with --company only.'],
    [['--input', 'rows.jsonl'], '--train-until is missing.'],
    [['--input', 'rows.jsonl', '--train-until', 'soon'], '--train-until is "soon"; it takes a date'],
    [['--input', 'rows.jsonl', ...split, '--test-until', '2026-11-02'], '--test-until is not after --train-until.'],
    [['--input', 'rows.jsonl', ...split, '--hold-out', '0.1'], '--hold-out is for pairs'],
    [['--input', 'pairs.csv', ...split], '--train-until and --test-until are for rows'],
    [['--input', 'pairs.csv', '--hold-out', '1'], '--hold-out is 1; it takes a share above 0 and below 1.'],
    [['--input', 'pairs.csv', '--seeds', '0'], '--seeds is 0; it takes a whole number from 1 to'],
    [['--input', 'pairs.csv', '--scorer', 'luck'], '--scorer is "luck"; there are '],
  ])('answers a wrong command line with one sentence and exit code 2: %j', async (words, message) => {
    const placed = words.map((word) => (/\.(jsonl|csv)$/.test(word) ? path(word) : word));
    const { exitCode, stderr } = await byoml('evaluate', ...placed);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
  });

  it.each([
    [
      ['rows.jsonl'],
      '2026-12-01',
      'There is no access to test on: they are from 2026-11-01T10:00:00.000Z to 2026-11-03',
    ],
    [['rows.jsonl'], '2026-11-01', 'There is no access to train on'],
    [['rows.jsonl', 'pairs.csv'], '2026-11-03', 'The input mixes rows and pairs'],
  ])('says what is wrong with %j split at %s', async (files, until, message) => {
    const { exitCode, stderr } = await byoml('evaluate', '--input', ...files.map(path), '--train-until', until);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(1);
  });
});
