import fc from 'fast-check';
import { DeadLetterFileError, FileTooLargeError } from '../../../../shared/storage/deadLetterFile';
import { replayDeadLetters } from '../../../../tools/byoml/replay/replayDeadLetters';
import type { Outcome } from '../../../../tools/byoml/replay/target';
import { blobNames, readText, StorageFixture } from '../../../shared/storage/storageFixture';
import {
  failed,
  letter,
  linesOf,
  MemoryFile,
  newContainerWith,
  refused,
  replay,
  targetThat,
  through,
} from './deadLetters';

const storage = new StorageFixture();
beforeAll(() => storage.start());
afterAll(() => storage.stop());

const containerWith = (...contents: readonly string[]) => newContainerWith(storage, contents);

it('sends what is wanted, deletes the blobs of which all got through, and leaves the rest of the others', async () => {
  const stays = letter('{', { reason: 'notJson' });
  const container = await containerWith(linesOf(letter('a'), letter('b')), linesOf(letter('c'), stays, letter('d')));
  const target = targetThat(() => through);
  expect(await replay(container, target)).toEqual({
    line: '5 letters read = 4 sent + 1 kept (notJson 1)',
    refusedFiles: 0,
    error: undefined,
    problems: [],
  });
  expect(target.sent).toEqual(['a', 'b', 'c', 'd']);
  expect(await blobNames(container)).toEqual(['1.jsonl']);
  expect(await readText(container, '1.jsonl')).toBe(linesOf(stays));
  expect(await replay(container, target)).toMatchObject({ line: '1 letters read = 0 sent + 1 kept (notJson 1)' });
});

it('gives a letter that is refused again its new reason, and leaves as it is what the target does not take', async () => {
  const container = await containerWith(linesOf(letter('a'), letter('b'), letter('c')));
  const answers: Readonly<Record<string, Outcome>> = {
    a: { kind: 'refused', reason: 'notJson', detail: 'no JSON' },
    b: { kind: 'unsendable', reason: 'tooLargeForHub', detail: 'too large' },
  };
  expect(
    await replay(
      container,
      targetThat((body) => answers[body] ?? through),
    ),
  ).toEqual({
    line: '3 letters read = 1 sent + 2 kept (notJson 1, tooLargeForHub 1)',
    refusedFiles: 0,
    error: undefined,
    problems: [
      '0.jsonl:1 did not get through (notJson): no JSON',
      '0.jsonl:2 did not get through (tooLargeForHub): too large',
    ],
  });
  expect(await readText(container, '0.jsonl')).toBe(
    linesOf(letter('a', { reason: 'notJson', detail: 'no JSON' }), letter('b')),
  );
});

it('does not write a blob of which nothing has changed', async () => {
  const known = letter('a', { reason: 'refused', detail: 'HTTP 400: again' });
  const container = await containerWith(linesOf(known));
  storage.requests.length = 0;
  await replay(
    container,
    targetThat(() => refused),
  );
  expect(storage.requests.map(({ method }) => method)).toEqual(['GET', 'GET']);
});

it('keeps lines that are no letters as they are, naming file and line', async () => {
  const hostile = 'no letter\n{"__proto__":{"reason":"refused"}}\n';
  const container = await containerWith(`${hostile}\n${linesOf(letter('a'))}${'['.repeat(10_000)}`);
  expect(await replay(container, {})).toEqual({
    line: '4 letters read = 1 sent + 3 kept (noLetter 3)',
    refusedFiles: 0,
    error: undefined,
    problems: ['0.jsonl:1 is no dead letter.', '0.jsonl:2 is no dead letter.', '0.jsonl:5 is no dead letter.'],
  });
  expect(await readText(container, '0.jsonl')).toBe(`${hostile}${'['.repeat(10_000)}\n`);
});

it('counts reasons that are names of other things', async () => {
  const reasons = ['constructor', 'hasOwnProperty', 'constructor'];
  const container = await containerWith(linesOf(...reasons.map((reason) => letter('a', { reason }))));
  expect(await replay(container, { isWanted: () => false })).toMatchObject({
    line: '3 letters read = 0 sent + 3 kept (constructor 2, hasOwnProperty 1)',
  });
});

it('counts only, where there is nothing to send with', async () => {
  const content = linesOf(letter('a'), letter('{', { reason: 'notJson' }));
  const container = await containerWith(content);
  expect(await replay(container, { send: undefined })).toMatchObject({
    line: '2 letters read = 1 sent + 1 kept (notJson 1)',
  });
  expect(await readText(container, '0.jsonl')).toBe(content);
});

it('stops when the target cannot be reached, having removed what got through until then', async () => {
  const container = await containerWith(linesOf(letter('a'), letter('b'), letter('c')), linesOf(letter('d')));
  const { line, error } = await replay(
    container,
    targetThat((body) => (body === 'b' ? failed : through)),
  );
  expect({ line, error }).toEqual({
    line: '3 letters read = 2 sent + 1 kept (notReached 1)',
    error: new Error('nobody there'),
  });
  expect(await readText(container, '0.jsonl')).toBe(linesOf(letter('b')));
  expect(await readText(container, '1.jsonl')).toBe(linesOf(letter('d')));
});

it('keeps a letter of which the target says nothing', async () => {
  const content = linesOf(letter('a'), letter('b'));
  const container = await containerWith(content);
  const { error } = await replay(container, { send: async () => [through] });
  expect(error?.message).toBe('the target did not say what became of a letter');
  expect(await readText(container, '0.jsonl')).toBe(linesOf(letter('b')));
});

it('leaves alone what is too large and goes on, and stops at what cannot be read', async () => {
  const problems: string[] = [];
  const unreadable = (error: Error) => ({ name: 'x', read: () => Promise.reject(error) });
  const last = new MemoryFile(Buffer.from(linesOf(letter('b'))));
  const { counts, error } = await replayDeadLetters({
    files: [
      unreadable(new FileTooLargeError('large.jsonl', 8)),
      new MemoryFile(undefined),
      new MemoryFile(Buffer.from(linesOf(letter('a')))),
      unreadable(new DeadLetterFileError('it cannot be read')),
      last,
    ],
    send: async (letters) => letters.map(() => through),
    isWanted: () => true,
    onProblem: (problem) => problems.push(problem),
  });
  expect(error?.message).toBe('it cannot be read');
  expect(problems).toEqual([expect.stringMatching(/^large\.jsonl is larger/)]);
  expect(counts).toMatchObject({ through: 1, unreadFiles: 1 });
  expect(last.content).toBeDefined();
});

it('sends letters in groups that are bounded in number and bytes', async () => {
  const large = 'x'.repeat(3 * 1024 * 1024);
  const many = Array.from({ length: 130 }, (_, index) => letter(`${index}`));
  const groups: number[] = [];
  await replayDeadLetters({
    files: [new MemoryFile(Buffer.from(linesOf(...many, letter(large), letter(large), letter(`${large}${large}`))))],
    send: async (letters) => {
      groups.push(letters.length);
      return letters.map(() => through);
    },
    isWanted: () => true,
  });
  expect(groups).toEqual([64, 64, 3, 1, 1]);
});

it('accounts for every letter, and each is sent or still there, whatever the target answers', async () => {
  const outcome = fc.constantFrom<Outcome>(through, refused, failed, {
    kind: 'unsendable',
    reason: 'emptyBody',
    detail: 'empty',
  });
  const given = fc.record({ reason: fc.constantFrom('refused', 'notJson', 'deadline'), body: fc.string(), outcome });
  const line = fc.oneof({ weight: 5, arbitrary: given }, fc.stringMatching(/^[a-z ]{1,9}$/));
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 200 }), async (lines) => {
      const content = lines.map((one, index) =>
        typeof one === 'string'
          ? `!${one}\n`
          : linesOf(letter(one.body, { reason: one.reason, sequenceNumber: index })),
      );
      const file = new MemoryFile(Buffer.from(content.join('')));
      const sent = new Set<number>();
      const { counts, error } = await replayDeadLetters({
        files: [file],
        send: async (letters) =>
          letters.map(({ sequenceNumber }) => {
            const { outcome: answer } = lines[sequenceNumber!] as Exclude<(typeof lines)[number], string>;
            if (answer.kind === 'through') sent.add(sequenceNumber!);
            return answer;
          }),
        isWanted: ({ reason }) => reason !== 'notJson',
      });
      const left = (file.content?.toString() ?? '').split('\n').filter(Boolean);
      expect(left).toHaveLength(lines.length - sent.size);
      expect(counts.through).toBe(sent.size);
      expect(counts.read).toBe(counts.through + Object.values(counts.kept).reduce((sum, count) => sum + count, 0));
      if (error === undefined) expect(counts.read).toBe(lines.length);
    }),
    { numRuns: 300 },
  );
});
