import { copyFileSync, globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/**
 * Writes the app as it would be without a bundle: a file a module, each taking packages from node_modules.
 *
 * @param root folder of the project, built
 * @returns the app's folder, which stands beside dist/shared
 */
export function writeUnbundledApp(root: string): string {
  const folder = join(root, 'dist', 'unbundled');
  const entryPoints = globSync('functions/*.ts', { cwd: root }).map((file) => join(root, file));
  buildSync({ entryPoints, outdir: folder, format: 'cjs', platform: 'node', target: 'node22' });
  copyFileSync(join(root, 'host.json'), join(folder, 'host.json'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ main: '*.js' }));
  return folder;
}
