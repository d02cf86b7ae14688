import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import { defaultIdentityRules } from '../../../shared/events/identity';
import { scoreWithCurrentModel } from '../../../shared/jobs/scoreWithCurrentModel';
import { ModelSource } from '../../../shared/storage/modelSource';
import { fileShareRow } from '../../shared/events/rows';
import { StorageFixture } from '../../shared/storage/storageFixture';
import { byoml } from '../../support/byoml';
import { defaultRule } from '../../support/writingRules';

/** What notebooks called the users and shares of `fileShareRow`, and of colleagues. */
const pairs = `tenant,user,res,likelihood
0,CONTOSO\\alice,\\\\*\\Finance,3
0,CONTOSO\\bob,\\\\*\\Finance,2
0,CONTOSO\\bob,\\\\*\\HR,1
0,CONTOSO\\carol,\\\\*\\HR,5
0,CONTOSO\\dave,\\\\*\\Plant,1
`;
const tenant = '0f0e0d0c-0000-4000-8000-00000000000a';

const storage = new StorageFixture();
let folder: string;
const path = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byoml-publish-'));
  await storage.start();
  await writeFile(path('settings.json'), JSON.stringify({ Values: { MODEL_STORAGE: storage.connectionString } }));
  await writeFile(path('pairs.csv'), pairs);
});
afterAll(async () => {
  await Promise.all([storage.stop(), rm(folder, { recursive: true })]);
});

async function run(...words: string[]) {
  const result = await byoml(...words);
  expect(result).toMatchObject({ exitCode: 0, stdout: '' });
  return result.stderr;
}

describe('publishing a model file', () => {
  it('lets the app score with a model from Spark, by the names of the notebooks', async () => {
    // Saved as Spark saves it, and imported for a workspace whose rows carry its id.
    await run('train', '--input', path('pairs.csv'), '--scorer', 'accessAnomaly', '--model', path('notebook.model'));
    await run('export', '--model', path('notebook.model'), '--to', path('saved'));
    const names = ['--tenant', tenant, '--user-identity', 'byoml', '--resource-identity', 'byoml'];
    await run('import', '--from', path('saved'), ...names, '--model', path('spark.model'));
    const told = await run('publish', '--model', path('spark.model'), '--settings', path('settings.json'));
    const version = /is current as version (\S+)\n$/.exec(told)?.[1];

    const models = new ModelSource({
      container: storage.client('models'),
      detector: resourceAccess.name,
      decode: resourceAccess.decode,
    });
    const rows = [
      ['CONTOSO\\alice', 'Finance'],
      ['CONTOSO\\alice', 'HR'],
      ['CONTOSO\\alice', 'Plant'],
      ['CONTOSO\\eve', 'Finance'],
    ].map(([account, share]) =>
      fileShareRow({
        Account: account,
        ShareName: `\\\\*\\${share}`,
        TenantId: tenant,
        _ItemId: `${account} ${share}`,
      }),
    );
    const body = Buffer.from(JSON.stringify({ records: rows }));
    const { findings, counts } = await scoreWithCurrentModel(
      [{ body, partition: '0', sequenceNumber: '1', offset: '', enqueuedTime: '' }],
      {
        detector: resourceAccess,
        models,
        journal: { append: () => Promise.reject(new Error('this model judges no days')) },
        identity: defaultIdentityRules,
        rule: defaultRule,
      },
      new Date(),
      (error) => {
        throw error;
      },
    );
    expect(counts).toMatchObject({ received: 4, scored: 4 });
    const { model } = resourceAccess.decode(await readFile(path('spark.model')), 'spark.model');
    const strange = resourceAccess.score(model, { tenant, user: 'CONTOSO\\alice', resource: '\\\\*\\HR' });
    // What it scores below 0 is usual, and not written.
    expect(findings.map(({ row }) => [row.User, row.Resource, row.Reason, row.AnomalyScore, row.PValue])).toEqual([
      ['CONTOSO\\alice', '\\\\*\\HR', 'scored', strange.score, null],
      ['CONTOSO\\alice', '\\\\*\\Plant', 'disconnected', null, null],
      ['CONTOSO\\eve', '\\\\*\\Finance', 'unknownUser', null, null],
    ]);
    expect(findings.every(({ row }) => row.ModelVersion === version)).toBe(true);
  });

  it('publishes nothing that the app could not read', async () => {
    const { exitCode, stderr } = await byoml(
      'publish',
      '--model',
      path('pairs.csv'),
      '--settings',
      path('settings.json'),
    );
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`model ${path('pairs.csv')} is not a model file`);
  });

  it('says which setting is missing', async () => {
    await writeFile(path('empty.json'), '{"Values":{}}');
    const { exitCode, stderr } = await byoml(
      'publish',
      '--model',
      path('spark.model'),
      '--settings',
      path('empty.json'),
    );
    expect(exitCode).toBe(1);
    expect(stderr).toContain('MODEL_STORAGE');
  });

  it('tells what the storage refuses, and no key', async () => {
    storage.fault = () => ({ status: 403, code: 'AuthorizationFailure' });
    const { exitCode, stderr } = await byoml(
      'publish',
      '--model',
      path('spark.model'),
      '--settings',
      path('settings.json'),
    );
    storage.fault = () => undefined;
    expect(exitCode).toBe(1);
    expect(stderr).toContain('resourceAccess/current.json could not be read or written (AuthorizationFailure');
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).not.toContain(/AccountKey=([^;]+)/.exec(storage.connectionString)![1]);
  });
});
