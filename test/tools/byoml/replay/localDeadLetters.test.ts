import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeadLetterFileError, FileTooLargeError } from '../../../../shared/storage/deadLetterFile';
import { localDeadLetters } from '../../../../tools/byoml/replay/localDeadLetters';

let folder: string;
const path = (name: string) => join(folder, name);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dead-letters-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function read(name: string) {
  const [file] = await localDeadLetters(path(name));
  return (await file!.read())!;
}

it('finds the .jsonl files of a folder in the order of their names, or the one file that is named', async () => {
  await mkdir(path('2026/11'), { recursive: true });
  for (const name of ['2026/11/b.jsonl', '2026/11/a.jsonl', 'c.jsonl', 'notes.txt', 'd.jsonl.7.part']) {
    await writeFile(path(name), name);
  }
  const names = async (where: string) => (await localDeadLetters(where)).map(({ name }) => name);
  expect(await names(folder)).toEqual([path('2026/11/a.jsonl'), path('2026/11/b.jsonl'), path('c.jsonl')]);
  expect(await names(path('notes.txt'))).toEqual([path('notes.txt')]);
});

it('finds links to files in a folder too, and names what it cannot read instead of passing it over', async () => {
  await mkdir(path('letters/folder'), { recursive: true });
  await writeFile(path('elsewhere'), 'one\n');
  await symlink(path('elsewhere'), path('letters/a.jsonl'));
  await symlink(path('nowhere'), path('letters/b.jsonl'));
  await symlink(path('letters/folder'), path('letters/c.jsonl'));
  const [toFile, toNothing, toFolder] = await localDeadLetters(path('letters'));
  expect(Buffer.from((await toFile!.read())!.bytes).toString()).toBe('one\n');
  expect(await toNothing!.read()).toBeUndefined();
  await expect(toFolder!.read()).rejects.toThrow(/c\.jsonl is no file/);
});

it('puts the rest in place for the same eyes only, or deletes the file where there is none', async () => {
  await writeFile(path('a.jsonl'), 'one\ntwo\n');
  await chmod(path('a.jsonl'), 0o600);
  expect(await (await read('a.jsonl')).replace(Buffer.from('two\n'))).toBe(true);
  expect(await readFile(path('a.jsonl'), 'utf8')).toBe('two\n');
  expect((await stat(path('a.jsonl'))).mode & 0o777).toBe(0o600);
  expect(await (await read('a.jsonl')).replace(Buffer.of())).toBe(true);
  expect(await readdir(folder)).toEqual([]);
});

it('changes the file behind a link, and keeps the link', async () => {
  await writeFile(path('real.jsonl'), 'one\ntwo\n');
  await symlink(path('real.jsonl'), path('link.jsonl'));
  expect(await (await read('link.jsonl')).replace(Buffer.from('two\n'))).toBe(true);
  expect(await readFile(path('real.jsonl'), 'utf8')).toBe('two\n');
  expect((await readdir(folder)).sort()).toEqual(['link.jsonl', 'real.jsonl']);
});

it('leaves a file that has changed since it was read, and does not bring back one that is gone', async () => {
  await writeFile(path('a.jsonl'), 'one\n');
  const content = await read('a.jsonl');
  await writeFile(path('a.jsonl'), 'new\n');
  expect(await content.replace(Buffer.of())).toBe(false);
  expect(await readFile(path('a.jsonl'), 'utf8')).toBe('new\n');
  await rm(path('a.jsonl'));
  expect(await content.replace(Buffer.from('two\n'))).toBe(false);
  expect(await readdir(folder)).toEqual([]);
});

it('leaves the file as it was when the rest cannot be written, and what stands in the way of it', async () => {
  await writeFile(path('a.jsonl'), 'one\n');
  const content = await read('a.jsonl');
  const part = `a.jsonl.${process.pid}.part`;
  await writeFile(path(part), 'not ours');
  await expect(content.replace(Buffer.from('two\n'))).rejects.toThrow(
    /could not be removed from .*a\.jsonl and may be sent again \(EEXIST.*\.part/,
  );
  expect(await readFile(path('a.jsonl'), 'utf8')).toBe('one\n');
  expect(await readFile(path(part), 'utf8')).toBe('not ours');
});

it('leaves alone what is too large or no file, and finds nothing where a file is gone', async () => {
  await writeFile(path('a.jsonl'), '');
  const [file] = await localDeadLetters(path('a.jsonl'));
  await truncate(path('a.jsonl'), 256 * 1024 * 1024 + 1);
  await expect(file!.read()).rejects.toThrow(FileTooLargeError);
  await rm(path('a.jsonl'));
  expect(await file!.read()).toBeUndefined();
  await mkdir(path('a.jsonl'));
  await expect(file!.read()).rejects.toThrow(DeadLetterFileError);
});
