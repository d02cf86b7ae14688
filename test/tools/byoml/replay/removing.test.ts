import { DeadLetterFileError } from '../../../../shared/storage/deadLetterFile';
import { replayDeadLetters } from '../../../../tools/byoml/replay/replayDeadLetters';
import type { ReplayOptions } from '../../../../tools/byoml/replay/replayOptions';
import { blobNames, overwrite, readText, StorageFixture } from '../../../shared/storage/storageFixture';
import { failed, letter, linesOf, newContainerWith, refused, replay, targetThat, through } from './deadLetters';

const storage = new StorageFixture();
beforeAll(() => storage.start());
afterAll(() => storage.stop());

const containerWith = (...contents: readonly string[]) => newContainerWith(storage, contents);

describe('removing', () => {
  it('stops when it cannot, and sends those letters again another time', async () => {
    const container = await containerWith(linesOf(letter('a')), linesOf(letter('b')));
    const target = targetThat(() => through);
    storage.fault = ({ method }) => (method === 'DELETE' ? 'lostRequest' : undefined);
    const { line, error } = await replay(container, target);
    expect(line).toBe('1 letters read = 1 sent + 0 kept');
    expect(error).toBeInstanceOf(DeadLetterFileError);
    storage.fault = () => undefined;
    expect(await replay(container, target)).toMatchObject({ error: undefined });
    expect(target.sent).toEqual(['a', 'a', 'b']);
    expect(await blobNames(container)).toEqual([]);
  });

  it('leaves a leased blob alone, sends the others, and sends its letters once the lease is broken', async () => {
    const container = await containerWith(linesOf(letter('a')), linesOf(letter('b')), linesOf(letter('c')));
    const lease = container.getBlobClient('0.jsonl').getBlobLeaseClient();
    await lease.acquireLease(-1);
    const target = targetThat(() => through);
    for (const line of ['2 letters read = 2 sent + 0 kept', '0 letters read = 0 sent + 0 kept']) {
      expect(await replay(container, target)).toEqual({
        line,
        refusedFiles: 1,
        error: undefined,
        problems: [expect.stringMatching(/^0\.jsonl was left alone.*LeaseIdMissing: break the lease/)],
      });
    }
    await lease.breakLease(0);
    expect(await replay(container, target)).toMatchObject({ refusedFiles: 0, problems: [] });
    expect(target.sent).toEqual(['b', 'c', 'a']);
    expect(await blobNames(container)).toEqual([]);
  });

  it('says that what it sent may be sent again when a lease is taken meanwhile, and goes on', async () => {
    const container = await containerWith(linesOf(letter('a')), linesOf(letter('b')));
    const target = targetThat(() => through);
    const send: ReplayOptions['send'] = async (letters) => {
      if (target.sent.length === 0) await container.getBlobClient('0.jsonl').getBlobLeaseClient().acquireLease(-1);
      return target.send(letters);
    };
    expect(await replay(container, { send })).toEqual({
      line: '2 letters read = 2 sent + 0 kept',
      refusedFiles: 1,
      error: undefined,
      problems: [
        expect.stringMatching(/removed from 0\.jsonl and may be sent again \(LeaseIdMissing: break the lease/),
      ],
    });
    expect(await blobNames(container)).toEqual(['0.jsonl']);
  });

  it.each([
    ['BlobImmutableDueToPolicy', 'take the immutability policy or legal hold off this container'],
    ['BlobImmutableDueToLegalHold', 'take the immutability policy or legal hold off this container'],
    ['PendingCopyOperation', "change the blob's state"],
  ])('goes on where one blob cannot be changed because of %s, naming the remedy', async (code, remedy) => {
    const container = await containerWith(linesOf(letter('a')), linesOf(letter('b')));
    storage.fault = ({ method, path }) =>
      method === 'DELETE' && path.includes('0.jsonl') ? { status: 409, code } : undefined;
    const { problems, ...rest } = await replay(container, {});
    expect(rest).toEqual({ line: '2 letters read = 2 sent + 0 kept', refusedFiles: 1, error: undefined });
    expect(problems).toEqual([expect.stringContaining(`may be sent again (${code}: `)]);
    expect(problems[0]).toContain(remedy);
    expect(await blobNames(container)).toEqual(['0.jsonl']);
  });

  it('goes on where one blob cannot be read because it is archived', async () => {
    const container = await containerWith(linesOf(letter('a')), linesOf(letter('b')));
    storage.fault = ({ method, path }) =>
      method === 'GET' && path.includes('0.jsonl') ? { status: 409, code: 'BlobArchived' } : undefined;
    expect(await replay(container, {})).toMatchObject({ line: '1 letters read = 1 sent + 0 kept', refusedFiles: 1 });
  });

  it.each([
    [409, 'ContainerBeingDeleted'],
    [403, 'AuthorizationPermissionMismatch'],
  ])('stops at a refusal that the next blob would meet too: %s %s', async (status, code) => {
    const container = await containerWith(linesOf(letter('a')), linesOf(letter('b')));
    storage.fault = ({ method }) => (method === 'DELETE' ? { status, code } : undefined);
    const { error, ...rest } = await replay(container, {});
    expect(rest).toEqual({ line: '1 letters read = 1 sent + 0 kept', refusedFiles: 0, problems: [] });
    expect(error?.message).toContain(code);
  });

  it.each<[string, string, string, string[]]>([
    ['deletion', 'DELETE', linesOf(letter('a')), []],
    ['rewriting', 'PUT', linesOf(letter('a'), letter('{', { reason: 'notJson' })), ['0.jsonl']],
  ])('loses nothing when the answer to a %s is lost', async (_name, method, content, left) => {
    const container = await containerWith(content);
    const target = targetThat(() => through);
    storage.fault = (request) => (request.method === method ? 'lostAnswer' : undefined);
    expect((await replay(container, target)).error).toBeInstanceOf(DeadLetterFileError);
    storage.fault = () => undefined;
    expect(await replay(container, target)).toMatchObject({ error: undefined });
    expect(target.sent).toEqual(['a']);
    expect(await blobNames(container)).toEqual(left);
  });

  it('keeps what somebody has added to the blob meanwhile', async () => {
    const container = await containerWith(linesOf(letter('a'), letter('b')));
    const target = targetThat(() => through);
    const send: ReplayOptions['send'] = async (letters) => {
      await overwrite(container, '0.jsonl', linesOf(letter('new'), letter('b')));
      return target.send(letters);
    };
    expect(await replay(container, { send })).toMatchObject({ line: '2 letters read = 2 sent + 0 kept' });
    expect(await readText(container, '0.jsonl')).toBe(linesOf(letter('new')));
  });

  it('does not put back what somebody has removed meanwhile', async () => {
    const container = await containerWith(linesOf(letter('a'), letter('{', { reason: 'notJson' })));
    const send: ReplayOptions['send'] = async (letters) => {
      await container.deleteBlob('0.jsonl');
      return letters.map(() => through);
    };
    expect(await replay(container, { send })).toMatchObject({ error: undefined });
    expect(await blobNames(container)).toEqual([]);
  });

  it('loses nothing when two replays run at once: what one could not send, the other does not remove', async () => {
    const container = await containerWith(linesOf(letter('a'), letter('b'), letter('c')));
    const first = targetThat((body) => (body === 'a' ? refused : through));
    const second = targetThat((body) => (body === 'c' ? failed : through));
    const meeting = Promise.withResolvers<void>();
    let arrived = 0;
    const together =
      (target: typeof first): ReplayOptions['send'] =>
      async (letters) => {
        if (++arrived === 2) meeting.resolve();
        await meeting.promise;
        return target.send(letters);
      };
    await Promise.all([replay(container, { send: together(first) }), replay(container, { send: together(second) })]);
    const left = (await blobNames(container)).length === 0 ? '' : await readText(container, '0.jsonl');
    expect([...first.sent, ...second.sent].sort()).toEqual(['a', 'b', 'b', 'c']);
    // Which of them is first to write decides whether the refusal of the letter that got through elsewhere is noted.
    expect(['', linesOf({ ...letter('a'), detail: 'HTTP 400: again' })]).toContain(left);
  });

  it('gives up on a file that changes each time it looks', async () => {
    let version = 0;
    const file = {
      name: 'letters.jsonl',
      read: async () => ({
        bytes: Buffer.from(linesOf(letter('a'), letter(`${version++}`))),
        replace: async () => false,
      }),
    };
    const { error } = await replayDeadLetters({
      files: [file],
      send: async (letters) => letters.map(() => through),
      isWanted: () => true,
    });
    expect(error?.message).toMatch(
      /letters\.jsonl and may be sent again, because it keeps changing: does another replay run\?/,
    );
  });
});
