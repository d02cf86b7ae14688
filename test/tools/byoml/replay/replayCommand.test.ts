import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type EventHubs, startEventHubs } from '../../../../tools/local/eventHubs/startEventHubs';
import { fileShareRow } from '../../../shared/events/rows';
import { IngestionServer, serviceError } from '../../../shared/sinks/ingestionServer';
import { blobNames, overwrite, readText, StorageFixture } from '../../../shared/storage/storageFixture';
import { byoml, startByoml } from '../../../support/byoml';
import { letter, linesOf } from './deadLetters';
import { publishSmallModel } from './smallModel';

/** The command as a shell runs it, against real protocols; its settings are in a file. */
const hub = 'am-securityevent';
const storage = new StorageFixture();
const ingestion = new IngestionServer();
let hubs: EventHubs;
let folder: string;
let settings: Record<string, string>;
const path = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byoml-replay-'));
  hubs = await startEventHubs({ port: 0, hub, partitions: 2, consumerGroups: ['byoml-scorer'] });
  await Promise.all([storage.start(), ingestion.start()]);
  await publishSmallModel(storage.client('models'));
  settings = {
    EVENTHUB: hubs.connectionString,
    MODEL_STORAGE: storage.connectionString,
    LOGS_INGESTION_ENDPOINT: ingestion.endpoint,
    LOGS_INGESTION_RULE_ID: 'dcr-1',
  };
  await writeFile(path('settings.json'), JSON.stringify({ IsEncrypted: false, Values: settings }));
});
afterAll(async () => {
  await Promise.all([storage.stop(), ingestion.close(), hubs.close(), rm(folder, { recursive: true })]);
});
beforeEach(() => ingestion.reset());

const replay = (...words: string[]) => byoml('replay', '--settings', path('settings.json'), ...words);

function messageOf(...accounts: string[]): Buffer {
  const records = accounts.map((account) => fileShareRow({ Account: account, _ItemId: account }));
  return Buffer.from(JSON.stringify({ records }));
}

async function parkedIn(...contents: readonly string[]) {
  const container = storage.newContainer();
  await container.create();
  for (const [index, content] of contents.entries()) await overwrite(container, `2026/11/21/${index}.jsonl`, content);
  return container;
}

const findings = () => ingestion.requests.flatMap(({ rows }) => rows.map(({ RecordId }) => String(RecordId)));

describe('to the scorer', () => {
  it('delivers what it can and says in one line what became of every letter', async () => {
    const unread = letter('{', { reason: 'notJson' });
    const container = await parkedIn(
      linesOf(letter(messageOf('CONTOSO\\alice'))),
      `${linesOf(unread, letter(messageOf('CONTOSO\\bob', 'CONTOSO\\carol')))}no letter\u001b[31m\n`,
    );
    const done = await replay('--dead-letters', container.containerName, '--to', 'scorer');
    expect(done).toEqual({
      exitCode: 0,
      stdout: '4 letters read = 2 scored and delivered + 2 kept (notJson 1, noLetter 1)\n',
      stderr: `${container.containerName}/2026/11/21/1.jsonl:3 is no dead letter.\n`,
    });
    expect(findings()).toHaveLength(3);
    expect(await blobNames(container)).toEqual(['2026/11/21/1.jsonl']);
    expect(await readText(container, '2026/11/21/1.jsonl')).toBe(`${linesOf(unread)}no letter\u001b[31m\n`);
  });

  it('keeps what is refused again, with the new reason, and fails', async () => {
    const container = await parkedIn(linesOf(letter(messageOf('CONTOSO\\alice'), { reason: 'deadline' })));
    ingestion.answer = () => serviceError(400, 'InvalidRow', 'no such column');
    const { exitCode, stdout, stderr } = await replay('--dead-letters', container.containerName, '--to', 'scorer');
    expect({ exitCode, stdout }).toEqual({
      exitCode: 1,
      stdout: '1 letters read = 0 scored and delivered + 1 kept (refused 1)\n',
    });
    expect(stderr).toMatch(/0\.jsonl:1 did not get through \(refused\): HTTP 400.*no such column/);
    expect(stderr).toMatch(/byoml replay: 1 letters did not get through and are kept: see above\.\n$/);
    const line = JSON.parse(await readText(container, '2026/11/21/0.jsonl'));
    expect(line).toMatchObject({ reason: 'refused', detail: expect.stringContaining('no such column') });
  });

  it('removes nothing and fails where MODEL_CONTAINER holds no model', async () => {
    const content = linesOf(letter(messageOf('CONTOSO\\alice')), letter(messageOf('CONTOSO\\bob')));
    const container = await parkedIn(content);
    await writeFile(path('noModel.json'), JSON.stringify({ Values: { ...settings, MODEL_CONTAINER: 'modles' } }));
    const words = ['--settings', path('noModel.json'), '--dead-letters', container.containerName, '--to', 'scorer'];
    expect(await byoml('replay', ...words)).toEqual({
      exitCode: 1,
      stdout: '2 letters read = 0 scored and delivered + 2 kept (notReached 2)\n',
      stderr:
        'byoml replay: There is no model in container modles to score with: check MODEL_CONTAINER, or replay to the hub.\n',
    });
    expect(findings()).toEqual([]);
    expect(await readText(container, '2026/11/21/0.jsonl')).toBe(content);
  });

  it('names the setting where nothing answers at the endpoint', async () => {
    const container = await parkedIn(linesOf(letter(messageOf('CONTOSO\\alice'))));
    const Values = { ...settings, LOGS_INGESTION_ENDPOINT: 'http://127.0.0.1:1' };
    await writeFile(path('unreached.json'), JSON.stringify({ Values }));
    const words = ['--settings', path('unreached.json'), '--dead-letters', container.containerName, '--to', 'scorer'];
    const { exitCode, stderr } = await byoml('replay', ...words);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/ECONNREFUSED 127\.0\.0\.1:1: check LOGS_INGESTION_ENDPOINT\.\n$/);
  }, 60_000);

  it('tells once what is the matter with all letters, and with how many more', async () => {
    const letters = ['alice', 'bob', 'carol'].map((user) => letter(messageOf(`CONTOSO\\${user}`)));
    const container = await parkedIn(linesOf(...letters));
    ingestion.answer = () => serviceError(404, 'NotFound', 'no such rule');
    const { stderr } = await replay('--dead-letters', container.containerName, '--to', 'scorer');
    expect(stderr.match(/no such rule/g)).toHaveLength(1);
    const place = `${container.containerName}/2026/11/21/0.jsonl:1`;
    expect(stderr).toContain(`${place} did not get through (refused): HTTP 404`);
    expect(stderr).toContain(`… and 2 more letters as ${place}.\n`);
  });

  it('sends what cannot be read only if it is asked to', async () => {
    const container = await parkedIn(
      linesOf(letter(messageOf('CONTOSO\\alice'), { reason: 'notJson' }), letter(messageOf('CONTOSO\\bob'))),
    );
    const words = ['--dead-letters', container.containerName, '--to', 'scorer', '--reason', 'notJson', 'noRecords'];
    expect(await replay(...words)).toMatchObject({
      exitCode: 0,
      stdout: '2 letters read = 1 scored and delivered + 1 kept (refused 1)\n',
    });
  });
});

it('killed between sending and removing, sends again and loses nothing', async () => {
  const content = linesOf(letter(messageOf('CONTOSO\\alice')), letter(messageOf('CONTOSO\\bob')));
  const container = await parkedIn(content);
  const words = ['--dead-letters', container.containerName, '--to', 'scorer'];
  const child = startByoml('replay', '--settings', path('settings.json'), ...words);
  const exited = once(child, 'exit');
  storage.fault = ({ method }) => {
    if (method !== 'DELETE') return undefined;
    child.kill('SIGKILL');
    return 'lostRequest';
  };
  expect(await exited).toEqual([null, 'SIGKILL']);
  storage.fault = () => undefined;
  const first = findings().sort();
  expect(first).toHaveLength(2);
  expect(await readText(container, '2026/11/21/0.jsonl')).toBe(content);

  ingestion.reset();
  expect(await replay(...words)).toMatchObject({ exitCode: 0 });
  expect(findings().sort()).toEqual(first);
  expect(await blobNames(container)).toEqual([]);
});

it('stopped by Ctrl-C, says that there may be more, and loses nothing', async () => {
  const content = linesOf(letter(messageOf('CONTOSO\\alice')));
  const container = await parkedIn(content);
  const child = startByoml(
    ...['replay', '--settings', path('settings.json'), '--dead-letters', container.containerName, '--to', 'scorer'],
  );
  const said = text(child.stderr);
  const exited = once(child, 'exit');
  storage.fault = async ({ method }) => {
    if (method !== 'DELETE') return undefined;
    child.kill('SIGINT');
    await exited;
    return 'lostRequest';
  };
  expect(await exited).toEqual([130, null]);
  expect(await said).toBe('Stopped; run it again for the rest.\n');
  expect(await readText(container, '2026/11/21/0.jsonl')).toBe(content);
});

describe('to the hub', () => {
  it('fails when a blob cannot be changed, having sent the others', async () => {
    const container = await parkedIn(linesOf(letter('a')), linesOf(letter('b')));
    await container.getBlobClient('2026/11/21/0.jsonl').getBlobLeaseClient().acquireLease(-1);
    const { exitCode, stdout, stderr } = await replay('--dead-letters', container.containerName);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '1 letters read = 1 sent + 0 kept\n' });
    expect(stderr).toMatch(/0\.jsonl was left alone, as it cannot be changed \(LeaseIdMissing: break the lease/);
    expect(stderr).toMatch(/byoml replay: 1 files cannot be changed: see above\.\n$/);
    expect(await blobNames(container)).toEqual(['2026/11/21/0.jsonl']);
  });

  it('says that no letter has the reason that was asked for', async () => {
    const container = await parkedIn(linesOf(letter('a'), letter('b')));
    expect(await replay('--dead-letters', container.containerName, '--reason', 'nosuch')).toEqual({
      exitCode: 0,
      stdout: '2 letters read = 0 sent + 2 kept (refused 2)\n',
      stderr: 'No letter has the reason nosuch; there are others (refused 2).\n',
    });
  });

  it('only counts when it is told so', async () => {
    const content = linesOf(letter('a'), letter('', { reason: 'emptyBody' }));
    const container = await parkedIn(content);
    const where = `${container.containerName}/2026/11`;
    expect(await replay('--dead-letters', where, '--dry-run')).toEqual({
      exitCode: 0,
      stdout: '2 letters read = 1 would be sent + 1 kept (emptyBody 1)\n',
      stderr: '',
    });
    expect(await readText(container, '2026/11/21/0.jsonl')).toBe(content);
    expect(await replay('--dead-letters', `${container.containerName}/2027`)).toMatchObject({
      exitCode: 0,
      stdout: '0 letters read = 0 sent + 0 kept\n',
    });
  });

  it('fails where the hub is not there, and keeps every letter', async () => {
    const content = linesOf(letter('a'), letter('b'));
    const container = await parkedIn(content);
    await writeFile(path('other.json'), JSON.stringify({ Values: { ...settings, EVENTHUB_NAME: 'other' } }));
    const words = ['replay', '--settings', path('other.json'), '--dead-letters', container.containerName];
    const { exitCode, stdout, stderr } = await byoml(...words);
    expect({ exitCode, stdout }).toEqual({
      exitCode: 1,
      stdout: '2 letters read = 0 sent + 2 kept (notReached 2)\n',
    });
    expect(stderr).toMatch(/^byoml replay: Event hub other did not take the messages/);
    expect(await readText(container, '2026/11/21/0.jsonl')).toBe(content);
  });

  it('sends files that were downloaded, and removes what got through from them', async () => {
    const kept = linesOf(letter('{', { reason: 'notJson' }));
    await mkdir(path('letters'));
    await writeFile(path('letters/a.jsonl'), linesOf(letter('a')));
    await writeFile(path('letters/b.jsonl'), `${linesOf(letter('b'))}${kept}`);
    expect(await replay('--dead-letters', path('letters'))).toMatchObject({
      exitCode: 0,
      stdout: '3 letters read = 2 sent + 1 kept (notJson 1)\n',
    });
    expect(await readdir(path('letters'))).toEqual(['b.jsonl']);
    expect(await readFile(path('letters/b.jsonl'), 'utf8')).toBe(kept);
  });
});

it('names the first lines that are no letters, on one line each whatever the file is called, and counts the rest', async () => {
  const name = path('a\n\u001b[31m.jsonl');
  await writeFile(name, 'no letter\n'.repeat(23));
  const { exitCode, stdout, stderr } = await replay('--dead-letters', name);
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '23 letters read = 0 sent + 23 kept (noLetter 23)\n' });
  const lines = stderr.trimEnd().split('\n');
  expect(lines).toHaveLength(21);
  expect(lines[19]).toMatch(/:20 is no dead letter\.$/);
  expect(lines[20]).toBe('… and 3 more like these.');
  expect(stderr).not.toContain('\u001b');
});

describe('a wrong command line or setting', () => {
  it.each([
    [[], '--dead-letters is missing.'],
    [['--dead-letters', 'x', '--to', 'table'], '--to is "table"; it takes hub or scorer.'],
    [['--dead-letters', 'x', '--reason', 'not json'], '--reason is "not json"'],
    [['--dead-letters', './nowhere.jsonl'], 'that is no file or folder here, and no container'],
    [['--dead-letters', 'Dead_Letters'], 'that is no file or folder here, and no container'],
  ])('is told with exit code 2: %j', async (words, message) => {
    const { exitCode, stdout, stderr } = await replay(...words);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it.each([
    ['nothing', '', 'is no JSON'],
    ['no values', '{"IsEncrypted":false}', 'holds no "Values"'],
    ['encrypted values', '{"IsEncrypted":true,"Values":{"A":"x"}}', 'is encrypted'],
    ['a value that is no text', '{"Values":{"MODEL_STORAGE":7}}', 'the value of MODEL_STORAGE is no text'],
    ['no storage', '{"Values":{"__proto__":"x"}}', 'MODEL_STORAGE'],
  ])('names a settings file with %s', async (_name, content, message) => {
    await writeFile(path('wrong.json'), content);
    const { exitCode, stderr } = await byoml('replay', '--settings', path('wrong.json'), '--dead-letters', 'letters');
    expect(exitCode).toBe(1);
    expect(stderr).toContain(message);
  });

  it('names a container that is not there', async () => {
    const { exitCode, stderr } = await replay('--dead-letters', 'no-such-container');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('There is no container no-such-container');
  });
});
