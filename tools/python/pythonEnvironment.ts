import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { projectFolder } from '../bench/projectFolder';
import { findPython } from './findPython';

/** What every requirements file of the project can be installed on. */
const leastPython = '3.11';

const installer = join(projectFolder, 'tools/python/install_environment.py');

/** The interpreter whose packages are those asked for; or why they cannot be had, and what to do, in a sentence. */
export type PythonEnvironment = { readonly python: string } | { readonly missing: string };

/**
 * A virtual environment that holds what requirements files list. It is made on first use and anew when a file changes;
 * several processes may ask at once.
 *
 * @param folder of the environment; nothing is installed elsewhere
 * @param requirements paths of the files, all of whose packages are pinned
 * @param announce told what is about to happen where it takes long
 */
export function pythonEnvironment(
  folder: string,
  requirements: readonly string[],
  announce: (sentence: string) => void = () => {},
): PythonEnvironment {
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const digest = digestOf(requirements);
  if (existsSync(python) && installedDigest(folder) === digest) return { python };
  const system = findPython(leastPython);
  if ('missing' in system) return system;
  const files = requirements.map(shownPath).join(' and ');
  announce(`Installing ${files} into ${shownPath(folder)} (once, it may take minutes)`);
  const words = [installer, folder, digest, ...requirements];
  const { status, stderr, error } = spawnSync(system.python, words, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (status === 0) return { python };
  const said = stderr?.trim().split('\n').at(-1) || error?.message || 'it was ended';
  return {
    missing: `${files} could not be installed (${said}): it takes Python ${leastPython} or later with venv, and a way to PyPI`,
  };
}

function digestOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex');
}

/** What the installer wrote last; nothing where it did not get that far. */
function installedDigest(folder: string): string | undefined {
  const stamp = join(folder, 'installed.txt');
  return existsSync(stamp) ? readFileSync(stamp, 'utf8') : undefined;
}

function shownPath(path: string): string {
  const within = relative(projectFolder, path);
  return within.startsWith('..') ? path : within;
}
