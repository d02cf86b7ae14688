import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Files } from './infrastructure';
import type { TypeFiles } from './types/resourceTypes';

/** The project's files under `root`; those listed are what belongs to the infrastructure. */
export function projectFiles(root: string): Files {
  return {
    list: () =>
      filesUnder(join(root, 'infra'))
        .map((path) => `infra/${path.replaceAll('\\', '/')}`)
        .filter((path) => /\.(bicep|bicepparam|parameters\.json)$/.test(path))
        .sort(),
    read: (path) => readIfThere(join(root, path)),
  };
}

/** The published types in a folder of `<provider>/<api-version>.json.gz`; undefined where there is no such folder. */
export function typeFiles(folder: string): TypeFiles | undefined {
  const providers = filesUnder(folder, false);
  if (providers.length === 0) return undefined;
  return {
    providers: () => providers,
    read: (provider) =>
      readdirSync(join(folder, provider)).map((file) =>
        gunzipSync(readFileSync(join(folder, provider, file))).toString(),
      ),
  };
}

/** The names in a folder; none where there is no such folder. */
function filesUnder(folder: string, recursive = true): string[] {
  return ifThere(() => readdirSync(folder, { encoding: 'utf8', recursive })) ?? [];
}

function readIfThere(path: string): string | undefined {
  return ifThere(() => readFileSync(path, 'utf8'));
}

function ifThere<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
