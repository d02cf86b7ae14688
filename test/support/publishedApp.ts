import { cpSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/**
 * The files that `func azure functionapp publish` would put into its archive, sorted.
 *
 * `func` reads .funcignore by rules of its own, of which this is the part for lines without `*` and `!`: a line leaves out
 * each path that begins with it and has the end of a word there.
 *
 * @see https://github.com/Azure/azure-functions-core-tools/blob/main/src/Cli/func/Common/GitIgnoreParser.cs
 * @see https://github.com/Azure/azure-functions-core-tools/blob/main/src/Cli/func/Common/FileSystemHelpers.cs (GetLocalFiles)
 */
export function publishedFiles(): string[] {
  const lines = readFileSync(join(root, '.funcignore'), 'utf8').split('\n');
  const patterns = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  const odd = patterns.find((pattern) => !/^\/[\w./-]*\w$/.test(pattern));
  if (odd !== undefined)
    throw new Error(`.funcignore: "${odd}" is no plain path from the root, without a slash at its end`);
  const left = new RegExp(`^(${patterns.map((pattern) => pattern.slice(1).replaceAll('.', '\\.')).join('|')})\\b`);
  const filesBelow = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (left.test(path) || ['.git', '.vscode', '.funcignore'].includes(entry.name)) return [];
      return entry.isDirectory() ? filesBelow(path) : [path];
    });
  return filesBelow('').sort();
}

/** Copies them to a new folder outside of the project, where no package can be found. */
export function copyPublishedApp(): string {
  const folder = mkdtempSync(join(tmpdir(), 'byoml-published-'));
  for (const file of publishedFiles()) cpSync(join(root, file), join(folder, file));
  return folder;
}
