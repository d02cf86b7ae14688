import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { byoml } from '../../support/byoml';
import { itWithRealData } from '../../support/realData';

const fixtures = join(__dirname, '../../fixtures/datafactory');
const pairHeader = ['--header', 'user,res,likelihood'];
/** Scores as SynapseML's AccessAnomaly gives them. */
const original = ['--scorer', 'accessAnomaly'];
let folder: string;
const path = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byoml-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function scores(model: string, file: string, ...options: string[]) {
  const { exitCode, stdout } = await byoml('score', '--model', model, '--input', file, ...options);
  expect(exitCode).toBe(0);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('help', () => {
  it('lists the commands, and each tells its options', async () => {
    const general = await byoml('--help');
    expect(general).toMatchObject({ exitCode: 0, stderr: '' });
    for (const command of ['sample', 'train', 'score', 'inspect', 'import', 'export', 'publish', 'replay'])
      expect(general.stdout).toContain(`  ${command} `);
    const train = await byoml('train', '--help');
    expect(train.exitCode).toBe(0);
    for (const option of ['--input PATH', '--rank N', '--seed N']) expect(train.stdout).toContain(option);
  });

  it.each([
    [[], 'Usage: byoml COMMAND'],
    [['fly'], 'byoml: there is no command "fly". See byoml --help.'],
    [['train', '--bogus'], "byoml train: Unknown option '--bogus'. See byoml train --help."],
    [['train', '--model', 'x'], 'byoml train: --input is missing. See byoml train --help.'],
    [['train', '--input', 'x', '--model', 'y', '--rank', 'ten'], 'byoml train: --rank is "ten"; it takes a number.'],
    [['train', '--input', 'x', '--model', 'y', '--rank', '0'], 'parameter rank is 0'],
    [['train', '--input', 'x', '--model', 'y', '--threads', '0'], '--threads is 0; it takes a whole number from 1 to'],
    [['train', '--input', 'x', '--model', 'y', '--threads', '1.5'], '--threads is 1.5; it takes a whole number'],
    [['train', '--input', 'x', '--model', 'y', '--threads', '1e9'], '--threads is 1000000000; it takes a whole number'],
    [['train', '--input', 'x', '--model', 'y', '--user-identity', 'sid'], '--user-identity is "sid"'],
    [['sample', '--out', 'x', '--day', 'today'], '--day is "today"'],
    [['sample', '--out', 'x', '--day', '2026-02-30'], '--day is "2026-02-30"'],
    [['sample', '--out', 'x', '--seed', '-1.5'], '--seed is -1.5; it takes a whole number.'],
    [['train', '--input', 'x', '--model', 'y', '--iterations', '-1'], 'parameter iterations is -1'],
    [['train', '--input', 'x', '--model', 'y', '--no-scaling', '--low-value', '3'], '--no-scaling leaves no use'],
    [['inspect', 'model.bin'], '"model.bin" is no option'],
  ])('answers a wrong command line with one sentence and exit code 2: %j', async (words, message) => {
    const { exitCode, stderr } = await byoml(...words);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('pairs', () => {
  it('T-M5 by the command line: mean(inter) - mean(intra) >= 6 with default parameters and 10 iterations', async () => {
    const model = path('pairs.model');
    const file = join(fixtures, 'test_training.csv');
    const training = ['train', '--input', file, ...pairHeader, '--iterations', '10', ...original];
    expect(await byoml(...training, '--model', model)).toMatchObject({ exitCode: 0 });
    await byoml(...training, '--model', path('again.model'));
    expect(await readFile(path('again.model'))).toEqual(await readFile(model));

    const mean = async (file: string) => {
      const rows = await scores(model, join(fixtures, file), ...pairHeader);
      return rows.reduce((sum, { score }) => sum + score, 0) / rows.length;
    };
    expect((await mean('test_inter.csv')) - (await mean('test_intra.csv'))).toBeGreaterThanOrEqual(6);

    const inspected = await byoml('inspect', '--model', model);
    expect(inspected.stdout).toMatch(/users 22, resources 106, pairs 328/);
    expect(JSON.parse((await byoml('inspect', '--model', model, '--json')).stdout)).toMatchObject({
      detector: 'resourceAccess',
      version: expect.stringMatching(/^[0-9a-f]{12}$/),
      window: null,
      accesses: 328,
      tenants: 1,
      parameters: { rank: 10, iterations: 10, seed: 0 },
    });
  });

  const linked = 'tenant,res,user\n0,x,a\n0,x,b\n0,y,b\n0,y,c\n0,z,d\n';
  const asked = 'user,resource\nd,x\nnew,x\na,new\na,y\na,x\n';

  it('are scored in the order of the input, whoever and whatever is new, and with a reason', async () => {
    await writeFile(path('two.csv'), linked);
    expect((await byoml('train', '--input', path('two.csv'), '--model', path('two.model'))).exitCode).toBe(0);
    await writeFile(path('ask.csv'), asked);
    const rows = await scores(path('two.model'), path('ask.csv'));
    const rarity = { score: expect.any(Number), pValue: 0.5 };
    expect(rows).toEqual([
      { tenant: '0', user: 'd', resource: 'x', ...rarity, reason: 'disconnected' },
      { tenant: '0', user: 'new', resource: 'x', ...rarity, reason: 'unknownUser' },
      { tenant: '0', user: 'a', resource: 'new', ...rarity, reason: 'unknownResource' },
      { tenant: '0', user: 'a', resource: 'y', ...rarity, reason: 'scored' },
      { tenant: '0', user: 'a', resource: 'x', ...rarity, reason: 'knownPair', pValue: 1 },
    ]);
  });

  it('of the original scorer have a reason where there is no score, and never Infinity', async () => {
    await writeFile(path('two.csv'), linked);
    const training = ['train', '--input', path('two.csv'), '--model', path('original.model'), ...original];
    expect((await byoml(...training)).exitCode).toBe(0);
    await writeFile(path('ask.csv'), asked);
    const rows = await scores(path('original.model'), path('ask.csv'));
    expect(rows).toEqual([
      { tenant: '0', user: 'd', resource: 'x', score: null, reason: 'disconnected' },
      { tenant: '0', user: 'new', resource: 'x', score: null, reason: 'unknownUser' },
      { tenant: '0', user: 'a', resource: 'new', score: null, reason: 'unknownResource' },
      { tenant: '0', user: 'a', resource: 'y', score: expect.any(Number), reason: 'scored' },
      { tenant: '0', user: 'a', resource: 'x', score: expect.any(Number), reason: 'scored' },
    ]);
  });

  describe('of a history', () => {
    beforeAll(async () => {
      await writeFile(path('pairs.csv'), 'user,res\na,x\nb,x\nb,y\nc,y\n');
      await writeFile(path('history.csv'), 'user,res\na,x\nb,x\nb,y\nc,y\na,y\n');
      await writeFile(path('more.csv'), 'user,res\nc,y\n');
    });
    const training = () => {
      const history = ['--history', path('history.csv'), path('more.csv')];
      return ['train', '--input', path('pairs.csv'), ...history, '--model', path('history.model')];
    };

    it('score 0 by the original scorer', async () => {
      const trained = await byoml(...training(), ...original);
      expect(trained.stderr).toMatch(/^4 rows = 4 accesses/);
      expect(trained.stderr).toContain(
        '4 training pairs have a score; users and resources not in the history are unknown',
      );
      expect(await scores(path('history.model'), path('history.csv'))).toContainEqual({
        tenant: '0',
        user: 'a',
        resource: 'y',
        score: 0,
        reason: 'knownPair',
      });
    });

    it('have the score of any other known pair', async () => {
      expect(await byoml(...training())).toMatchObject({ exitCode: 0 });
      const rows = await scores(path('history.model'), path('history.csv'));
      expect(rows).toHaveLength(5);
      for (const row of rows) expect(row).toMatchObject({ score: rows[0].score, reason: 'knownPair', pValue: 1 });
    });
  });
});

describe('a warm start', () => {
  const training = ['train', '--input', join(fixtures, 'test_training.csv'), ...pairHeader, '--iterations', '10'];
  const versionOf = async (model: string) =>
    JSON.parse((await byoml('inspect', '--model', model, '--json')).stdout).version;

  it('starts from the vectors of a model, which may be the one it writes, and tells of it', async () => {
    await byoml(...training, '--model', path('cold.model'));
    const version = await versionOf(path('cold.model'));
    const warm = await byoml(...training, '--warm-start', path('cold.model'), '--model', path('warm.model'));
    expect(warm).toMatchObject({ exitCode: 0, stderr: expect.not.stringContaining('anew') });
    const { stdout } = await byoml('inspect', '--model', path('warm.model'), '--json');
    expect(JSON.parse(stdout)).toMatchObject({ warmStartedFrom: version, parameters: { iterations: 10 } });
    await byoml(...training, '--warm-start', path('cold.model'), '--model', path('cold.model'));
    expect(await readFile(path('cold.model'))).toEqual(await readFile(path('warm.model')));
  });

  it('is none, with one warning, from a model of another rank or a file that is none', async () => {
    await byoml(...training, '--model', path('cold.model'));
    await byoml(...training, '--rank', '3', '--model', path('rank3.model'));
    const cold = await readFile(path('cold.model'));
    for (const [file, warning] of [
      [path('rank3.model'), 'but anew: its rank is 3, not 10.\n'],
      [join(fixtures, 'test_training.csv'), 'test_training.csv is not a model'],
      [path('missing.model'), 'missing.model cannot be read (ENOENT)'],
    ] as const) {
      const { exitCode, stderr } = await byoml(...training, '--warm-start', file, '--model', path('again.model'));
      expect(exitCode).toBe(0);
      expect(stderr).toContain(warning);
      expect(stderr.match(/does not start from/g)).toHaveLength(1);
      expect(await readFile(path('again.model'))).toEqual(cold);
    }
  });
});

describe('sample data', () => {
  it('trains and scores; 10 planted accesses stand above every other one', async () => {
    const sample = ['sample', '--out', path('sample'), '--day', '2026-11-20', '--seed', '7'];
    expect(await byoml(...sample)).toMatchObject({ exitCode: 0 });
    const model = path('sample.model');
    const trained = await byoml('train', '--input', path('sample/am-securityevent'), '--model', model);
    expect(trained).toMatchObject({ exitCode: 0 });
    expect(trained.stderr).toMatch(
      /rows = \d+ accesses \+ \d+ skipped \(otherEvent \d+, excludedAccount \d+\) \+ 0 unreadable/,
    );

    const output = path('scores.jsonl');
    const scored = await byoml('score', '--model', model, '--input', path('sample/stream.jsonl'), '--output', output);
    expect(scored).toMatchObject({ exitCode: 0, stdout: '' });
    const rows = (await readFile(output, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const planted = (await readFile(path('sample/planted.jsonl'), 'utf8')).trim().split('\n');
    const ids = new Set(planted.map((line) => JSON.parse(line)._ItemId));
    const ordinary = Math.max(...rows.filter(({ itemId }) => !ids.has(itemId)).map(({ score }) => score));
    expect(rows.filter(({ itemId, score }) => ids.has(itemId) && score > ordinary)).toHaveLength(10);
  });
});

describe('bad input ends with one clear sentence and exit code 1', () => {
  const damagedGzip = gzipSync('user,res\na,x\n'.repeat(1000)).subarray(0, 60);
  const files: Record<string, string | Buffer> = {
    'empty.jsonl': '',
    'empty.csv': '',
    'header.csv': 'user,res\n',
    'cut.csv.gz': damagedGzip,
    'cut.jsonl.gz': damagedGzip,
    'nouser.csv': 'name,res\na,x\n',
    'short.csv': 'user,res\na,x\nb\n',
    'likelihood.csv': 'user,res,likelihood\na,x,1\nb,x,many\n',
    'text.jsonl': 'hello\nworld\n',
    'one.csv': 'user,res\na,x\n',
    'noname.csv': 'user,res\na,x\nb,\n',
    'quotes.csv': 'user,res\na,x\n"b"c,x\n',
    'twice.csv': 'user,res,resource\na,x,y\n',
    'notes.txt': 'a',
  };
  beforeAll(() => Promise.all(Object.entries(files).map(([name, content]) => writeFile(path(name), content))));

  it.each([
    ['empty.jsonl', 'there is no row in it'],
    ['empty.csv', 'there is no row in it'],
    ['header.csv', 'there is no row in it'],
    ['cut.csv.gz', 'its gzip data ends too early'],
    ['cut.jsonl.gz', 'its gzip data ends too early'],
    ['nouser.csv', ':1 names no user column'],
    ['short.csv', ':3 has 1 columns instead of 2'],
    ['likelihood.csv', ':3: likelihood is "many"'],
    ['text.jsonl', 'none of its 2 lines is a JSON row'],
    ['one.csv', 'at least two of each'],
    ['notes.txt', 'is of no known kind'],
    ['missing.csv', 'missing.csv cannot be read (ENOENT)'],
    ['noname.csv', ':3: resource is empty'],
    ['quotes.csv', ':3: the quotes in it do not match'],
    ['twice.csv', ':1 names the resource column twice'],
  ])('train %s', async (name, message) => {
    const { exitCode, stdout, stderr } = await byoml('train', '--input', path(name), '--model', path('never.model'));
    expect(exitCode).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n').at(-1)).toContain(message);
  });

  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, 500), /cut short/],
    [
      'of another format',
      (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 8), Buffer.alloc(4, 9), bytes.subarray(12)]),
      /format/,
    ],
    ['another file', () => Buffer.from('{"not": "a model"}'), /is not a model file/],
  ])('score with a model that is %s', async (_name, damage, message) => {
    await writeFile(path('good.csv'), 'user,res\na,x\nb,x\nb,y\n');
    await byoml('train', '--input', path('good.csv'), '--model', path('good.model'));
    await writeFile(path('bad.model'), damage(await readFile(path('good.model'))));
    const { exitCode, stderr } = await byoml('score', '--model', path('bad.model'), '--input', path('good.csv'));
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('what is written', () => {
  beforeAll(async () => {
    await writeFile(path('few.csv'), 'user,res\na,x\nb,x\nb,y\n');
    await byoml('train', '--input', path('few.csv'), '--model', path('few.model'));
  });

  it('never replaces what is read', async () => {
    const before = await readFile(path('few.csv'));
    const trained = await byoml('train', '--input', path('few.csv'), '--model', path('few.csv'));
    const output = ['--output', path('few.csv')];
    const scored = await byoml('score', '--model', path('few.model'), '--input', path('few.csv'), ...output);
    for (const { exitCode, stderr } of [trained, scored]) {
      expect(exitCode).toBe(1);
      expect(stderr).toContain('few.csv is read from, so it is not written to');
    }
    expect(await readFile(path('few.csv'))).toEqual(before);
  });

  it('never replaces a file of a folder that is read', async () => {
    await mkdir(path('folder'));
    const line = `${JSON.stringify({ EventID: 5140 })}\n`;
    await writeFile(path('folder/rows.jsonl'), line);
    const words = ['--input', path('folder'), '--model', path('folder/rows.jsonl')];
    expect(await byoml('train', ...words)).toMatchObject({ exitCode: 1 });
    expect(await readFile(path('folder/rows.jsonl'), 'utf8')).toBe(line);
  });

  it('leaves a file that is there as it was when the work fails, and nothing beside it', async () => {
    await writeFile(path('good.jsonl'), 'kept\n');
    await writeFile(path('nothing.jsonl'), '');
    const output = ['--output', path('good.jsonl')];
    const { exitCode } = await byoml(
      'score',
      '--model',
      path('few.model'),
      '--input',
      path('nothing.jsonl'),
      ...output,
    );
    expect(exitCode).toBe(1);
    expect(await readFile(path('good.jsonl'), 'utf8')).toBe('kept\n');
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('is known to be impossible before any work is done', async () => {
    const { exitCode, stderr } = await byoml('train', '--input', path('few.csv'), '--model', path('no/such/folder'));
    expect(exitCode).toBe(1);
    expect(stderr.trim()).toBe(`byoml train: ${path('no/such/folder')} cannot be written (ENOENT).`);
  });

  it('has a line for every access to score, copies and pairs without a name too', async () => {
    await writeFile(path('odd.csv'), 'user,res,likelihood\na,x,\na,x,\n,x,\n');
    const rows = await scores(path('few.model'), path('odd.csv'));
    expect(rows.map(({ reason }) => reason)).toEqual(['knownPair', 'knownPair', 'unknownUser']);
  });
});

describe('real rows', () => {
  itWithRealData('otrf_fileshare.jsonl', 'are accounted for line by line', async (file) => {
    const { exitCode, stderr } = await byoml('train', '--input', file, '--model', path('otrf.model'));
    expect(exitCode).toBe(0);
    expect(stderr).toContain(
      '1555 rows = 9 accesses + 1546 skipped (otherEvent 1305, excludedAccount 205, excludedShare 36) + 0 unreadable',
    );
    expect(await scores(path('otrf.model'), file)).toHaveLength(9);
  });
});
