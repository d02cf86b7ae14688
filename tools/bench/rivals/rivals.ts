import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Screen } from '../../start/screen';
import type { ContestantProgram } from '../contestant';
import { projectFolder } from '../projectFolder';

const run = promisify(execFile);

const programs = join(projectFolder, 'tools/bench/rivals');
const environment = join(projectFolder, '.local/bench/python');
const python = join(environment, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
/** Holds the requirements of a finished installation. */
const stamp = join(environment, 'installed.txt');

/** The rivals that run here: how to start each, or why it can't be. */
export interface Rivals {
  readonly versions: Readonly<Record<string, string>>;
  implicit(ratings: string, threads: number): ContestantProgram | string;
  spark(ratings: string, cores: number): ContestantProgram | string;
}

/** No rivals, for the reason given. */
export function noRivals(reason: string): Rivals {
  return { versions: {}, implicit: () => reason, spark: () => reason };
}

/** Finds Python and Java and, on first use, installs the rivals beside them; nothing outside `.local/bench`. */
export async function findRivals(screen: Screen): Promise<Rivals> {
  const problem = await install(screen);
  if (problem !== undefined) return noRivals(problem);
  const { stdout } = await run(python, [join(programs, 'versions.py')]);
  const java = await javaVersion();
  return {
    versions: { ...JSON.parse(stdout), java: java ?? 'none' },
    implicit: (ratings, threads) => ({
      command: python,
      args: [join(programs, 'implicit_als.py'), ratings, String(threads)],
      // It brings threads of its own; those of BLAS would only be in their way (it says so itself).
      env: { OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1', OMP_NUM_THREADS: String(threads) },
    }),
    spark: (ratings, cores) =>
      java === undefined
        ? 'not here: no java'
        : {
            command: python,
            args: [join(programs, 'spark_als.py'), ratings, String(cores)],
            env: { OPENBLAS_NUM_THREADS: '1', PYSPARK_PYTHON: python, SPARK_LOCAL_IP: '127.0.0.1' },
          },
  };
}

/** @returns why the rivals can't be had, if so. */
async function install(screen: Screen): Promise<string | undefined> {
  const requirements = await readFile(join(programs, 'requirements.txt'), 'utf8');
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === requirements) return undefined;
  const system = process.platform === 'win32' ? 'python' : 'python3';
  try {
    await run(system, ['--version']);
  } catch {
    return `not here: no ${system}`;
  }
  screen.line('Installing the rivals into .local/bench/python (once, some minutes)');
  await rm(environment, { recursive: true, force: true });
  await mkdir(environment, { recursive: true });
  try {
    await run(system, ['-m', 'venv', environment]);
    await run(python, ['-m', 'pip', 'install', '--requirement', join(programs, 'requirements.txt')]);
  } catch (error) {
    const lines = (error as { stderr?: string }).stderr?.trim().split('\n') ?? [];
    return `not here: ${lines.at(-1) ?? 'the installation failed'}`;
  }
  await writeFile(stamp, requirements);
  return undefined;
}

async function javaVersion(): Promise<string | undefined> {
  try {
    const { stderr } = await run('java', ['-version']);
    return /version "([^"]+)"/.exec(stderr)?.[1];
  } catch {
    return undefined;
  }
}
