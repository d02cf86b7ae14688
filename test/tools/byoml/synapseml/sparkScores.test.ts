import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resourceAccess } from '../../../../shared/detectors/resourceAccess/detector';
import { toOriginalScore } from '../../../../shared/detectors/resourceAccess/model';
import { byoml } from '../../../support/byoml';
import { savedFolder, savedModels, sparkScores } from './fixtures';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byoml-import-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function importedModel(name: string, ...options: string[]) {
  const file = join(folder, `${name}.model`);
  const { exitCode, stderr } = await byoml('import', '--from', savedFolder(name), '--model', file, ...options);
  expect(stderr).toContain(file);
  expect(exitCode).toBe(0);
  return { file, ...resourceAccess.decode(await readFile(file), file) };
}

describe('a model that SynapseML saved', () => {
  it.each(savedModels)('%s: every pair has the score Spark gave it', async (name) => {
    const { model } = await importedModel(name);
    const scores = sparkScores(name);
    expect(scores.length).toBeGreaterThan(200);
    let greatestDifference = 0;
    for (const { score, ...pair } of scores) {
      const own = toOriginalScore(resourceAccess.score(model, pair) as Parameters<typeof toOriginalScore>[0]);
      if (score === null || !Number.isFinite(score)) expect({ ...pair, score: own }).toEqual({ ...pair, score });
      else greatestDifference = Math.max(greatestDifference, Math.abs(Number(own) - score));
    }
    // A millionth is promised; float64 differs by how sums are ordered, and no more.
    expect(greatestDifference).toBeLessThan(1e-12);
  });

  it('has scores of all kinds among them', () => {
    const scores = savedModels.flatMap((name) => sparkScores(name).map(({ score }) => score));
    for (const kind of [null, 0, Number.POSITIVE_INFINITY]) {
      expect(scores.filter((score) => score === kind).length).toBeGreaterThan(100);
    }
  });

  it('is scored with on the command line: null where it is unknown or disconnected, 0 where it is known', async () => {
    const { file } = await importedModel('two-tenants');
    const pairs = join(folder, 'pairs.csv');
    const rows = [
      'north,eng_user_0,eng_res_0',
      'north,guest,lobby',
      'north,stranger,ffa',
      'south,eng_user_0,hr_res_0',
      'elsewhere,hr_user_5,ffa',
    ];
    await writeFile(pairs, `tenant,user,res\n${rows.join('\n')}\n`);
    const { stdout } = await byoml('score', '--model', file, '--input', pairs);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line)).map(({ score, reason }) => [score === null, reason])).toEqual([
      [false, 'scored'],
      [false, 'knownPair'],
      [true, 'unknownUser'],
      [true, 'disconnected'],
      [true, 'unknownUser'],
    ]);
  });

  it('tells of its parameters what is known', async () => {
    const { file } = await importedModel('two-tenants');
    const { stdout } = await byoml('inspect', '--model', file, '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      importedFrom: 'SynapseML AccessAnomaly',
      parameters: { scorer: 'accessAnomaly', rank: 4 },
      tenants: 2,
      quality: { users: 44, resources: 211 },
      identity: null,
      window: null,
    });
    expect(JSON.parse(stdout).parameters).not.toHaveProperty('iterations');
  });
});

describe('the names of a model', () => {
  it('keep the rules by which notebooks named users and resources', async () => {
    const options = ['--user-identity', 'byoml', '--resource-identity', 'byoml'];
    const { description } = await importedModel('other-names', ...options);
    expect(description.identity).toMatchObject({ user: 'byoml', resource: 'byoml' });
  });

  it('are of the tenant given, if there is only one', async () => {
    const several = await byoml(
      ...['import', '--from', savedFolder('two-tenants'), '--model', join(folder, 'x'), '--tenant', 'workspace'],
    );
    expect(several).toMatchObject({ exitCode: 2 });
    expect(several.stderr).toContain('--tenant is "workspace", and the model has 2 tenants; leave it out.');
  });
});
