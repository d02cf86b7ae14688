import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc, { type Arbitrary } from 'fast-check';
import { runCommand } from '../../../tools/byoml/runCommand';
import { hostileBody } from '../../shared/events/hostileBodies';
import { hostileRow } from '../../shared/events/hostileRows';

const goodPairs = 'user,resource\na,x\nb,x\nb,y\nc,y\n';

/** Each case writes a file and runs a command line on it. */
const runs = { numRuns: 1000 };

let folder: string;
const path = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-'));
  await writeFile(path('good.csv'), goodPairs);
  expect(await run('train', '--input', path('good.csv'), '--model', path('good.model'))).toMatchObject({ exitCode: 0 });
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs a command line in this process: a process for each of the cases would take minutes. */
async function run(...words: readonly string[]): Promise<{ exitCode: number; stderr: string }> {
  let stderr = '';
  const write = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    stderr += text;
    return true;
  });
  try {
    return { exitCode: await runCommand(words), stderr };
  } finally {
    write.mockRestore();
  }
}

const bytes = hostileBody.map((body) =>
  Buffer.from(body instanceof Uint8Array || typeof body === 'string' ? body : (JSON.stringify(body) ?? '')),
);
const cell = fc.oneof(
  fc.constantFrom('', '"', '""', '"a', 'a', 'b', '__proto__', '1e999', 'NaN', '-1', '\0', '\ud800', 'x'.repeat(2000)),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const pairs = fc
  .tuple(
    fc.constantFrom(
      'user,resource\n',
      '\ufeffuser,res,likelihood\r\n',
      'user\tresource\n',
      '',
      'user,user\n',
      'tenant\n',
    ),
    fc.array(
      fc.array(cell, { minLength: 1, maxLength: 4 }).map((cells) => cells.join(',')),
      { maxLength: 4 },
    ),
    fc.constantFrom('\n', '\r\n', '\r', '\n\n'),
  )
  .map(([header, lines, lineBreak]) => Buffer.from(header + lines.join(lineBreak)));
const rows = fc.array(hostileRow, { maxLength: 5 }).map((lines) => Buffer.from(lines.join('\n')));

const file: Arbitrary<readonly [name: string, content: Buffer]> = fc.oneof(
  fc.tuple(fc.constantFrom('rows.jsonl', 'rows.json', 'rows.json.gz', 'pairs.csv', 'pairs.tsv.gz'), bytes),
  fc.tuple(fc.constantFrom('rows.jsonl', 'rows.json'), rows),
  fc.tuple(fc.constantFrom('pairs.csv', 'pairs.tsv'), pairs),
  fc.tuple(
    fc.constant('pairs.csv.gz'),
    pairs.map((content) => gzipSync(content)),
  ),
);

const accounting = /^(\d+) rows = (\d+) accesses \+ (\d+) skipped.* \+ (\d+) unreadable/m;

it.each([
  'score',
  'train',
])('byoml %s accounts for every row of a hostile file, or says in a sentence why not', async (name) => {
  const output = path('output');
  const words = name === 'score' ? ['--model', path('good.model'), '--output', output] : ['--model', output];
  const exitCodes = new Set<number>();
  await fc.assert(
    fc.asyncProperty(file, async ([input, content]) => {
      await writeFile(path(input), content);
      const { exitCode, stderr } = await run(name, '--input', path(input), ...words);
      exitCodes.add(exitCode);
      expect(stderr).not.toMatch(/^\s+at /m);
      if (exitCode === 0) {
        const [, all, ...parts] = accounting.exec(stderr)!.map(Number);
        expect(parts.reduce((sum, part) => sum + part)).toBe(all);
        const lines = (await readFile(output, 'utf8')).split('\n').length - 1;
        if (name === 'score') expect(lines).toBe(parts[0]);
      } else {
        expect(exitCode).toBe(1);
        expect(stderr.trimEnd().split('\n').at(-1)).toMatch(new RegExp(`^byoml ${name}: .+`));
      }
    }),
    // Chance alone may not come by a file that can be learnt from.
    { ...runs, examples: [[['pairs.csv', Buffer.from(goodPairs)]], [['pairs.csv', Buffer.from('tenant\n')]]] },
  );
  expect([...exitCodes].sort()).toEqual([0, 1]);
});
