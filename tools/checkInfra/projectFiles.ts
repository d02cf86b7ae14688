import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Files } from './infrastructure';
import type { TypeFiles } from './types/resourceTypes';

/** The project's files under `root`; those listed are what belongs to the infrastructure. */
export function projectFiles(root: string): Files {
  return {
    list: () =>
      globSync(['infra/**/*.bicep', 'infra/**/*.bicepparam', 'infra/**/*.parameters.json'], { cwd: root })
        .map((path) => path.replaceAll('\\', '/'))
        .sort(),
    read: (path) => readIfThere(join(root, path)),
  };
}

/** The published types in a folder of `<provider>/<api-version>.json.gz`; undefined where there is no such folder. */
export function typeFiles(folder: string): TypeFiles | undefined {
  let providers: string[];
  try {
    providers = readdirSync(folder);
  } catch {
    return undefined;
  }
  return {
    providers: () => providers,
    read: (provider) =>
      readdirSync(join(folder, provider)).map((file) =>
        gunzipSync(readFileSync(join(folder, provider, file))).toString(),
      ),
  };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
