import type { ContainerClient } from '@azure/storage-blob';
import { deadLetterBlobs } from '../../../shared/storage/deadLetterBlobs';
import { DeadLetterFileError, FileTooLargeError } from '../../../shared/storage/deadLetterFile';
import { blobNames, overwrite, readText, StorageFixture, unreachableContainer } from './storageFixture';

const storage = new StorageFixture();
beforeAll(() => storage.start());
afterAll(() => storage.stop());

async function containerWith(blobs: Readonly<Record<string, string>>): Promise<ContainerClient> {
  const container = storage.newContainer();
  await container.create();
  for (const [name, content] of Object.entries(blobs)) await overwrite(container, name, content);
  return container;
}

async function readOnly(container: ContainerClient) {
  const [file] = await deadLetterBlobs(container);
  return (await file!.read())!;
}

describe('listing', () => {
  it('finds the blobs of a prefix in the order of time, and no others', async () => {
    const container = await containerWith({
      '2026/11/21/08/b.jsonl': '2',
      '2026/11/20/08/c.jsonl': '1',
      '2026/11/21/08/notes.txt': 'x',
      '2026/10/01/00/a.jsonl': '0',
    });
    const files = await deadLetterBlobs(container, '2026/11/');
    expect(files.map(({ name }) => name)).toEqual([
      `${container.containerName}/2026/11/20/08/c.jsonl`,
      `${container.containerName}/2026/11/21/08/b.jsonl`,
    ]);
    expect(await deadLetterBlobs(container)).toHaveLength(3);
    expect(await deadLetterBlobs(container, 'nothing')).toEqual([]);
  });

  it('says so where there is no such container, or no way to the account', async () => {
    await expect(deadLetterBlobs(storage.newContainer())).rejects.toThrow(/There is no container container\d+ in the/);
    await expect(deadLetterBlobs(unreachableContainer())).rejects.toThrow(/could not be listed.*ECONNREFUSED/);
  });
});

describe('reading', () => {
  it('gives the bytes, and nothing for a blob that is gone', async () => {
    const container = await containerWith({ 'a.jsonl': 'one\ntwo\n', 'b.jsonl': '' });
    const [a, b] = await deadLetterBlobs(container);
    expect(Buffer.from((await a!.read())!.bytes).toString()).toBe('one\ntwo\n');
    expect((await b!.read())!.bytes).toHaveLength(0);
    await container.deleteBlob('a.jsonl');
    expect(await a!.read()).toBeUndefined();
  });

  it('leaves a blob alone that is too large to be held', async () => {
    const container = await containerWith({ 'a.jsonl': '12345678', 'b.jsonl': '123456789' });
    const [a, b] = await deadLetterBlobs(container, '', 8);
    expect((await a!.read())!.bytes).toHaveLength(8);
    await expect(b!.read()).rejects.toThrow(FileTooLargeError);
    await expect(b!.read()).rejects.toThrow(/b\.jsonl is larger than 8 bytes and was not read: .*split/);
  });

  it('knows beforehand what the properties of a blob say about changing it', async () => {
    const future = new Date(Date.now() + 60_000).toUTCString();
    const past = new Date(Date.now() - 60_000).toUTCString();
    const properties: readonly [string, string, string | undefined][] = [
      ['x-ms-immutability-policy-until-date', future, 'BlobImmutableDueToPolicy'],
      ['x-ms-immutability-policy-until-date', past, undefined],
      ['x-ms-legal-hold', 'true', 'BlobImmutableDueToLegalHold'],
      ['x-ms-legal-hold', 'false', undefined],
      ['x-ms-lease-status', 'locked', 'LeaseIdMissing'],
      ['x-ms-lease-status', 'unlocked', undefined],
    ];
    const container = await containerWith({ 'a.jsonl': 'one\n' });
    for (const [header, value, code] of properties) {
      storage.answerHeaders = { [header]: value };
      expect((await readOnly(container)).refusal?.split(':')[0]).toBe(code);
    }
  });

  it('does not read a blob that comes without an ETag, as it could not be changed on condition', async () => {
    const container = await containerWith({ 'a.jsonl': 'one\n' });
    storage.answerHeaders = { etag: '' };
    await expect(readOnly(container)).rejects.toThrow(/a\.jsonl could not be read .*etag/);
  });

  it('fails when the blob cannot be read', async () => {
    const container = await containerWith({ 'a.jsonl': 'one\n' });
    const [file] = await deadLetterBlobs(container);
    storage.fault = () => 'lostRequest';
    await expect(file!.read()).rejects.toThrow(DeadLetterFileError);
  });
});

describe('replacing', () => {
  it('puts the rest in place, or deletes the blob where there is none', async () => {
    const container = await containerWith({ 'a.jsonl': 'one\ntwo\n' });
    expect(await (await readOnly(container)).replace(Buffer.from('two\n'))).toBe(true);
    expect(await readText(container, 'a.jsonl')).toBe('two\n');
    expect(await (await readOnly(container)).replace(Buffer.of())).toBe(true);
    expect(await blobNames(container)).toEqual([]);
  });

  it.each([
    ['rest', 'two\n'],
    ['nothing', ''],
  ])('leaves a blob that has changed since it was read, having %s to put there', async (_name, rest) => {
    const container = await containerWith({ 'a.jsonl': 'one\n' });
    const content = await readOnly(container);
    await overwrite(container, 'a.jsonl', 'new\n');
    expect(await content.replace(Buffer.from(rest))).toBe(false);
    expect(await readText(container, 'a.jsonl')).toBe('new\n');
  });

  it.each([
    ['rest', 'two\n'],
    ['nothing', ''],
  ])('does not bring back a blob that is gone, having %s to put there', async (_name, rest) => {
    const container = await containerWith({ 'a.jsonl': 'one\n' });
    const content = await readOnly(container);
    await container.deleteBlob('a.jsonl');
    expect(await content.replace(Buffer.from(rest))).toBe(false);
    expect(await blobNames(container)).toEqual([]);
  });

  it('fails when it cannot know, and says what is left to do', async () => {
    const container = await containerWith({ 'a.jsonl': 'one\n' });
    const content = await readOnly(container);
    storage.fault = () => 'lostRequest';
    await expect(content.replace(Buffer.of())).rejects.toThrow(
      /What got through could not be removed from container\d+\/a\.jsonl.*Storage Blob Data Contributor/,
    );
  });
});
