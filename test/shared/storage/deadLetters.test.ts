import fc from 'fast-check';
import type { DeadLetter } from '../../../shared/storage/deadLetterLine';
import { parkMessages } from '../../../shared/storage/deadLetters';
import { blobNames, readText, StorageFixture, unreachableContainer } from './storageFixture';

const INVOCATION = { invocationId: '6f9619ff-8b86-d011-b42d-00c04fc964ff', now: new Date('2026-11-20T17:59:59Z') };
const letter = (body: Uint8Array): DeadLetter => ({
  reason: 'notJson',
  detail: 'the message is not JSON',
  partition: '3',
  sequenceNumber: 42,
  offset: '4294967296',
  enqueuedTime: '2026-11-20T17:59:58.123Z',
  body,
});

const storage = new StorageFixture();
beforeAll(() => storage.start());
afterAll(() => storage.stop());

describe('parkMessages', () => {
  it('writes one blob an invocation, one letter a line', async () => {
    const container = storage.newContainer();
    const name = await parkMessages(container, [letter(Buffer.from('a\nb')), letter(Buffer.of(0xff, 0))], INVOCATION);
    expect(name).toMatch(/^2026\/11\/20\/17\/6f9619ff-8b86-d011-b42d-00c04fc964ff-[0-9a-f]{12}\.jsonl$/);
    const lines = (await readText(container, name!)).split('\n');
    expect(lines.slice(0, 2).map((line) => JSON.parse(line))).toEqual([
      { ...letter(Buffer.of()), encoding: 'utf8', body: 'a\nb' },
      { ...letter(Buffer.of()), encoding: 'base64', body: '/wA=' },
    ]);
    expect(lines.slice(2)).toEqual(['']);
  });

  it('keeps any body to the byte', async () => {
    const container = storage.newContainer();
    const body = fc.oneof(
      fc.uint8Array(),
      fc.string({ unit: 'binary' }).map((text) => Uint8Array.from(Buffer.from(`\ufeff${text}`))),
    );
    const bodies = fc.sample(body, 300);
    const name = await parkMessages(container, bodies.map(letter), INVOCATION);
    const lines = (await readText(container, name!)).trimEnd().split('\n');
    const stored = lines.map((line) => JSON.parse(line)).map(({ encoding, body: text }) => Buffer.from(text, encoding));
    expect(stored.map((one) => one.toString('hex'))).toEqual(bodies.map((one) => Buffer.from(one).toString('hex')));
  });

  it('stores the same letters of an invocation once, other letters beside them', async () => {
    const container = storage.newContainer();
    const letters = [letter(Buffer.from('a'))];
    const name = await parkMessages(container, letters, INVOCATION);
    expect(await parkMessages(container, letters, INVOCATION)).toBe(name);
    await parkMessages(container, [letter(Buffer.from('b'))], INVOCATION);
    expect(await blobNames(container)).toHaveLength(2);
  });

  it('stores nothing for no letters', async () => {
    expect(await parkMessages(unreachableContainer(), [], INVOCATION)).toBeUndefined();
  });

  it('keeps an odd invocation id within its folder', async () => {
    const container = storage.newContainer();
    const name = await parkMessages(container, [letter(Buffer.of())], { ...INVOCATION, invocationId: '../a/b' });
    expect(name).toMatch(/^2026\/11\/20\/17\/___a_b-[0-9a-f]{12}\.jsonl$/);
  });

  it('names a lease or a policy as the reason where it is one, and the role where it is not', async () => {
    const message = async (status: number, code: string) => {
      const container = storage.newContainer();
      storage.fault = () => ({ status, code });
      return parkMessages(container, [letter(Buffer.of())], INVOCATION).catch((error: Error) => error.message);
    };
    expect(await message(412, 'LeaseIdMissing')).toMatch(/\(LeaseIdMissing: break the lease[^:]*\)$/);
    expect(await message(409, 'BlobImmutableDueToPolicy')).toMatch(/\(BlobImmutableDueToPolicy: .*immutability policy/);
    expect(await message(403, 'AuthorizationPermissionMismatch')).toMatch(
      /\(AuthorizationPermissionMismatch, HTTP 403\): check .* Storage Blob Data Contributor on it$/,
    );
  });

  it('fails when the letters could not be stored', async () => {
    const parking = parkMessages(unreachableContainer(), [letter(Buffer.of())], INVOCATION);
    await expect(parking).rejects.toMatchObject({ name: 'DeadLetterError', cause: expect.any(Error) });
    await expect(parking).rejects.toThrow(/1 messages could not be parked in container models.*ECONNREFUSED/);
  });
});
