import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { ActionableError } from '../../shared/errors';
import type { ContestantProgram } from '../bench/contestant';
import { projectFolder } from '../bench/projectFolder';
import type { Screen } from '../start/screen';

const run = promisify(execFile);

const programs = join(projectFolder, 'tools/parity');
const environment = join(projectFolder, '.local/parity/python');
/** Holds the requirements of a finished installation. */
const stamp = join(environment, 'installed.txt');

/** Python or Java is not here, or what runs on them can't be installed; the message says what to do. */
export class SparkMissingError extends ActionableError {}

/** Spark and SynapseML of this machine: how to start a program of `tools/parity` that uses them. */
export interface SparkEnvironment {
  /** Of the interpreter they are installed for. */
  readonly python: string;
  program(path: string, args: readonly string[]): ContestantProgram;
}

/**
 * Finds Java and, on first use, installs Spark and SynapseML beside Python into `.local/parity`; nothing elsewhere.
 *
 * @throws SparkMissingError
 */
export async function findSpark(screen: Screen): Promise<SparkEnvironment> {
  const python = join(environment, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  await requireJava();
  await install(python, screen);
  return {
    python,
    program: (path, args) => ({
      command: python,
      args: [join(programs, path), ...args],
      env: {
        PYSPARK_PYTHON: python,
        // What of the bench it uses, and its own modules.
        PYTHONPATH: [join(projectFolder, 'tools/bench/rivals'), programs].join(delimiter),
        PYTHONDONTWRITEBYTECODE: '1',
        SPARK_LOCAL_IP: '127.0.0.1',
        OPENBLAS_NUM_THREADS: '1',
      },
    }),
  };
}

async function requireJava(): Promise<void> {
  try {
    await run('java', ['-version']);
  } catch (error) {
    throw new SparkMissingError('Spark runs on Java, and there is no java here: install a JDK or JRE 17, then repeat', {
      cause: error,
    });
  }
}

async function install(python: string, screen: Screen): Promise<void> {
  const file = join(programs, 'requirements.txt');
  const requirements = await readFile(file, 'utf8');
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === requirements) return;
  const system = process.platform === 'win32' ? 'python' : 'python3';
  try {
    await run(system, ['--version']);
  } catch (error) {
    throw new SparkMissingError(`there is no ${system} here: install Python 3.11 or later, with venv, then repeat`, {
      cause: error,
    });
  }
  screen.line('Installing Spark and SynapseML into .local/parity/python (once, some minutes)');
  await rm(environment, { recursive: true, force: true });
  await mkdir(environment, { recursive: true });
  try {
    await run(system, ['-m', 'venv', environment]);
    await run(python, ['-m', 'pip', 'install', '--requirement', file]);
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim().split('\n').at(-1) ?? (error as Error).message;
    throw new SparkMissingError(
      `${file} could not be installed (${said}): it takes Python 3.11 or later with venv, and a way to PyPI`,
      { cause: error },
    );
  }
  await writeFile(stamp, requirements);
}
