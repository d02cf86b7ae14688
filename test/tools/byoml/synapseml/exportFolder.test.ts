import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetMetadata } from 'hyparquet';
import { resourceAccess } from '../../../../shared/detectors/resourceAccess/detector';
import { score } from '../../../../shared/detectors/resourceAccess/model';
import { importModel } from '../../../../shared/detectors/resourceAccess/synapseml/importModel';
import { readSavedModel } from '../../../../tools/byoml/synapseml/readSavedModel';
import { byoml } from '../../../support/byoml';
import { savedFolder } from './fixtures';

const fixtures = join(__dirname, '../../../fixtures');
let folder: string;
const path = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byoml-export-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(...words: string[]) {
  const result = await byoml(...words);
  expect(result).toMatchObject({ exitCode: 0 });
  return result.stderr;
}

async function modelOf(file: string) {
  return resourceAccess.decode(await readFile(file), file).model;
}

/** Frame, name, kind and nesting of every column of a model's files. */
async function schemasOf(model: string): Promise<Record<string, unknown>> {
  const schemas: Record<string, unknown> = {};
  for (const frame of await readdir(model)) {
    const part = (await readdir(join(model, frame))).find((name) => name.startsWith('part-'));
    const { schema } = parquetMetadata(new Uint8Array(await readFile(join(model, frame, part!))));
    // Spark takes any column it reads for one that may hold nulls.
    schemas[frame] = schema.map(({ repetition_type, ...element }) => ({
      ...element,
      isList: repetition_type === 'REPEATED',
    }));
  }
  return schemas;
}

describe('a folder that byoml export writes', () => {
  it('has the frames and the columns that Spark writes, in its types and order', async () => {
    await run('import', '--from', savedFolder('two-tenants'), '--model', path('spark.model'));
    expect(await run('export', '--model', path('spark.model'), '--to', path('spark'))).toBe(
      `${path('spark')}: 44 users and 211 resources of 2 tenant(s)\n`,
    );
    expect(await schemasOf(path('spark'))).toEqual(await schemasOf(savedFolder('two-tenants')));
    for (const frame of await readdir(path('spark'))) {
      expect(await readdir(join(path('spark'), frame))).toEqual(['_SUCCESS', 'part-00000.snappy.parquet']);
    }
  });

  it('is read back as the same model, which is written as the same folder', async () => {
    const [first, back, second] = [path('first'), path('back.model'), path('second')];
    await run('import', '--from', savedFolder('two-tenants'), '--model', path('one.model'));
    await run('export', '--model', path('one.model'), '--to', first);
    await run('import', '--from', first, '--model', back);
    await run('export', '--model', back, '--to', second);
    expect(await readFile(back)).toEqual(await readFile(path('one.model')));
    for (const frame of await readdir(first)) {
      const [one, other] = [first, second].map((model) => readFile(join(model, frame, 'part-00000.snappy.parquet')));
      expect(await other).toEqual(await one);
    }
  });

  it.each([
    [
      "the original's scorer, with a history",
      'pairs.csv',
      ['--scorer', 'accessAnomaly', '--history', join(fixtures, 'models/history.csv')],
    ],
    ['affinity, of which the factors go', 'rows.jsonl.gz', []],
  ])('holds a model of %s', async (_, input, options) => {
    const name = input.replace(/\..*/, '');
    const file = path(`${name}.model`);
    await run('train', '--input', join(fixtures, 'models', input), '--rank', '3', ...options, '--model', file);
    const told = await run('export', '--model', file, '--to', path(name));
    expect(told.includes('Only the factors of AccessAnomaly are in it')).toBe(input === 'rows.jsonl.gz');
    const model = await modelOf(file);
    const back = importModel(await readSavedModel(path(name)));
    for (const entities of ['tenants', 'users', 'resources', 'history'] as const) {
      expect(back[entities]).toEqual(model[entities]);
    }
    const probes = (
      await readFile(join(fixtures, 'models', name === 'rows' ? 'probes-of-rows.csv' : 'probes.csv'), 'utf8')
    )
      .trimEnd()
      .split('\n')
      .slice(1);
    expect(probes.length).toBeGreaterThan(50);
    for (const probe of probes) {
      const [tenant = '', user = '', resource = ''] = probe.split(',');
      const [before, after] = [model, back].map((either) => score(either, tenant, user, resource));
      expect({ probe, reason: after!.reason }).toEqual({ probe, reason: before!.reason });
      expect(Math.abs((after!.score ?? 0) - (before!.score ?? 0))).toBeLessThan(1e-12);
    }
  });

  it('keeps a name of its only tenant that was given when it was imported', async () => {
    await run(
      'train',
      '--input',
      join(fixtures, 'datafactory/fixed.csv'),
      '--header',
      'user,res,likelihood',
      '--scorer',
      'accessAnomaly',
      '--model',
      path('fixed.model'),
    );
    await run('export', '--model', path('fixed.model'), '--to', path('fixed'));
    await run('import', '--from', path('fixed'), '--tenant', 'a workspace', '--model', path('renamed.model'));
    const [before, after] = [await modelOf(path('fixed.model')), await modelOf(path('renamed.model'))];
    expect(score(after, 'a workspace', '6', '2').score).toBeCloseTo(score(before, '0', '6', '2').score!, 12);
    expect(score(after, '0', '6', '2').reason).toBe('unknownUser');
  });
});

describe('a folder that cannot be written', () => {
  it('exists, and is left as it is', async () => {
    await mkdir(path('existing'));
    await writeFile(join(path('existing'), 'mine'), 'mine');
    await run('import', '--from', savedFolder('other-names'), '--model', path('any.model'));
    const { exitCode, stderr } = await byoml('export', '--model', path('any.model'), '--to', path('existing'));
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      `byoml export: ${path('existing')} exists, and a model is not written over: name another folder, or remove it.\n`,
    );
    expect(await readdir(path('existing'))).toEqual(['mine']);
  });

  it('is within a file, and leaves nothing', async () => {
    await writeFile(path('file'), '');
    const { exitCode, stderr } = await byoml(
      'export',
      '--model',
      path('any.model'),
      '--to',
      join(path('file'), 'model'),
    );
    expect(exitCode).toBe(1);
    expect(stderr).toBe(`byoml export: ${join(path('file'), 'model')} cannot be written (ENOTDIR).\n`);
    expect((await stat(path('file'))).size).toBe(0);
  });

  it('is not begun where the model cannot be read', async () => {
    const { exitCode, stderr } = await byoml('export', '--model', path('file'), '--to', path('never'));
    expect(exitCode).toBe(1);
    expect(stderr).toContain('is not a model file');
    expect(await readdir(folder)).not.toContain('never');
  });
});
