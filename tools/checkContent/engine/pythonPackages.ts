import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** How Python is called, and the folder of packages it is given (`PYTHONPATH`). */
export interface PythonWithPackages {
  readonly python: string;
  readonly packages: string;
}

/**
 * Packages of a requirements file in a folder of their own, named for what the file says; installed on first use. It is
 * whole or not there, so that several processes may ask at once.
 *
 * @returns why they cannot be had, where there is no Python, no pip or no package
 */
export function pythonPackages(
  folder: string,
  requirements: string,
): PythonWithPackages | { readonly missing: string } {
  const python = process.platform === 'win32' ? 'python' : 'python3';
  const digest = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const packages = join(folder, digest);
  if (existsSync(packages)) return { python, packages };
  mkdirSync(folder, { recursive: true });
  const unfinished = mkdtempSync(join(folder, 'unfinished-'));
  const words = [
    '-m',
    'pip',
    'install',
    '--no-deps',
    '--no-compile',
    '--target',
    unfinished,
    '--requirement',
    requirements,
  ];
  try {
    execFileSync(python, words, { stdio: 'pipe' });
    renameSync(unfinished, packages);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(packages)) return { missing: `${python} could not install ${requirements}: ${lastLine(error)}` };
  }
  return { python, packages };
}

function lastLine(error: unknown): string {
  const said = String((error as { stderr?: unknown }).stderr ?? '').trim();
  return (said === '' ? String(error) : said).split('\n').at(-1) ?? '';
}
