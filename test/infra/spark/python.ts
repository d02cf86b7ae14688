import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findPython } from '../../../tools/python/findPython';
import { itUnlessMissing } from '../../support/itUnlessMissing';

const projectFolder = join(__dirname, '../../..');
const tests = join(__dirname, 'python');
const found = findPython('3.10');
const command = 'python' in found ? found.python : '';

/** A test of the job's rules, which need Python and nothing else; where there is none it is skipped, and says so. */
export const itWithPython = itUnlessMissing('missing' in found ? found.missing : undefined);

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
