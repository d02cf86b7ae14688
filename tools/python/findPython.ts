import { spawnSync } from 'node:child_process';

/** How Python is called where it is installed as usual. */
const usualCommand = process.platform === 'win32' ? 'python' : 'python3';

/**
 * Python of this machine.
 *
 * @param least the oldest version that will do, such as 3.11
 * @returns how to call it; or why there is none, and what to do, in a sentence
 */
export function findPython(
  least: string,
  command = usualCommand,
): { readonly python: string } | { readonly missing: string } {
  // Python 2 can answer this, too.
  const program = 'import platform; print(platform.python_version())';
  const { status, stdout } = spawnSync(command, ['-c', program], { encoding: 'utf8' });
  const version = status === 0 ? /^\d+\.\d+\S*/.exec(stdout)?.[0] : undefined;
  if (version !== undefined && isAtLeast(version, least)) return { python: command };
  const here = version === undefined ? `there is no ${command}` : `${command} is ${version}`;
  return { missing: `${here} here: install Python ${least} or later, with venv, then repeat` };
}

function isAtLeast(version: string, least: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = least.split('.').map(Number);
  return major === leastMajor ? minor >= leastMinor : major > leastMajor;
}
