import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * A Python of its own in a folder, with the packages of a requirements file; installed on first use.
 *
 * @returns the path of its interpreter, or why it cannot be had
 */
export async function pythonEnvironment(
  folder: string,
  requirementsFile: string,
): Promise<{ readonly python: string } | { readonly missing: string }> {
  const isWindows = process.platform === 'win32';
  const python = join(folder, isWindows ? 'Scripts/python.exe' : 'bin/python');
  // Holds the requirements of a finished installation.
  const stamp = join(folder, 'installed.txt');
  const requirements = await readFile(requirementsFile, 'utf8');
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === requirements) return { python };
  const system = isWindows ? 'python' : 'python3';
  try {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await run(system, ['-m', 'venv', folder]);
    await run(python, ['-m', 'pip', 'install', '--no-deps', '--requirement', requirementsFile]);
  } catch (error) {
    const lines = (error as { stderr?: string }).stderr?.trim().split('\n') ?? [String(error)];
    return { missing: `${system} with the packages of ${requirementsFile}: ${lines.at(-1)}` };
  }
  await writeFile(stamp, requirements);
  return { python };
}
