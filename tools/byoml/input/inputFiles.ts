import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../../shared/events/inputError';

/** A file to read: rows of SecurityEvent, or (user, resource) pairs. */
export interface InputFile {
  readonly path: string;
  readonly kind: 'events' | 'pairs';
}

const kinds: readonly { readonly kind: InputFile['kind']; readonly ending: RegExp }[] = [
  { kind: 'events', ending: /\.(jsonl|json|ndjson)(\.gz)?$/i },
  { kind: 'pairs', ending: /\.(csv|tsv)(\.gz)?$/i },
];

/**
 * The files behind the paths of a command line, in the order of the paths; a folder (in the export layout, say) stands
 * for the event files in it, in the order of their names, which is the order of time.
 * @throws InputError when a path cannot be read or is of no known kind, or a folder holds no event file.
 */
export async function inputFiles(paths: readonly string[]): Promise<InputFile[]> {
  const files: InputFile[] = [];
  for (const path of paths) {
    if (await isFolder(path)) files.push(...(await eventFiles(path)));
    else files.push({ path, kind: kindOf(path) });
  }
  return files;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (cause) {
    throw new InputError(`${path} cannot be read (${(cause as NodeJS.ErrnoException).code}): is it named right?`, {
      cause,
    });
  }
}

async function eventFiles(folder: string): Promise<InputFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && kinds[0]!.ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  if (paths.length === 0) throw new InputError(`${folder} holds no .json or .jsonl file of SecurityEvent rows.`);
  return paths.map((path) => ({ path, kind: 'events' }));
}

function kindOf(path: string): InputFile['kind'] {
  const known = kinds.find(({ ending }) => ending.test(path));
  if (known !== undefined) return known.kind;
  throw new InputError(
    `${path} is of no known kind: name it .jsonl or .json (events), .csv or .tsv (pairs), or .gz of these.`,
  );
}
