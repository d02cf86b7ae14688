import { readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type DeadLetterContent,
  type DeadLetterFile,
  DeadLetterFileError,
  FileRefusedError,
  FileTooLargeError,
  maxDeadLetterFileBytes,
} from '../../../shared/storage/deadLetterFile';

/**
 * A file of dead letters, or the .jsonl files in a folder and below it, in the order of their names. Links to files are
 * followed; links to folders only where they are named themselves.
 * @throws the file system's error
 */
export async function localDeadLetters(path: string): Promise<DeadLetterFile[]> {
  if (!(await stat(path)).isDirectory()) return [localFile(path)];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory() && entry.name.endsWith('.jsonl'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map(localFile);
}

function localFile(name: string): DeadLetterFile {
  return {
    name,
    async read() {
      try {
        return await readContent(name);
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error instanceof DeadLetterFileError ? error : fileError(`${name} could not be read`, error);
      }
    },
  };
}

async function readContent(name: string): Promise<DeadLetterContent> {
  const path = await realpath(name);
  const bytes = await readRegularFile(path, name);
  return {
    bytes,
    async replace(content) {
      try {
        // A file system knows no conditional write, so what comes between this look and the change is not seen.
        if (!bytes.equals(await readFile(path))) return false;
        if (content.length === 0) await rm(path);
        else await replaceFile(path, content);
        return true;
      } catch (error) {
        if (isMissing(error)) return false;
        throw fileError(`What got through could not be removed from ${name} and may be sent again`, error);
      }
    },
  };
}

async function readRegularFile(path: string, name: string): Promise<Buffer> {
  const { size } = await stat(path).then((found) => {
    if (found.isFile()) return found;
    throw new FileRefusedError(`${name} is no file: download the dead letters, and name the file or its folder.`);
  });
  if (size > maxDeadLetterFileBytes) throw new FileTooLargeError(name, maxDeadLetterFileBytes);
  return readFile(path);
}

/** Written beside it, for no more eyes than the file itself, and on the disk before it takes the name. */
async function replaceFile(path: string, content: Uint8Array): Promise<void> {
  const part = `${path}.${process.pid}.part`;
  const { mode } = await stat(path);
  try {
    await writeFile(part, content, { flag: 'wx', mode, flush: true });
    await rename(part, path);
  } catch (error) {
    // One that is there already is somebody else's.
    if (codeOf(error) !== 'EEXIST') await rm(part, { force: true });
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return codeOf(error) === 'ENOENT';
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

function fileError(what: string, cause: unknown): DeadLetterFileError {
  return new DeadLetterFileError(`${what} (${(cause as Error).message}).`, { cause });
}
