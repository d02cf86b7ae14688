import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const projectFolder = join(__dirname, '../../..');
const tests = join(__dirname, 'python');
const command = process.platform === 'win32' ? 'python' : 'python3';

const isPresent = spawnSync(command, ['-c', 'import sys; sys.exit(sys.version_info < (3, 10))']).status === 0;

/** A test of the job's rules, which need Python and nothing else; where there is none it is skipped, and says so. */
export function itWithPython(title: string, run: () => Promise<void>): void {
  (isPresent ? it : it.skip)(isPresent ? title : `${title} (skipped: no ${command} of 3.10 or later here)`, run);
}

/** Runs Python in the folder of its tests. @returns standard output, and standard error if it failed. */
export function python(parameters: readonly string[], input = ''): { succeeded: boolean; output: string } {
  const { status, stdout, stderr } = spawnSync(command, parameters, {
    cwd: tests,
    input,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, PYTHONPATH: join(projectFolder, 'infra/spark'), PYTHONDONTWRITEBYTECODE: '1' },
  });
  return { succeeded: status === 0, output: status === 0 ? stdout : stdout + stderr };
}
