import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pythonEnvironment } from '../../python/pythonEnvironment';
import type { Screen } from '../../start/screen';
import type { ContestantProgram } from '../contestant';
import { projectFolder } from '../projectFolder';

const run = promisify(execFile);

const programs = join(projectFolder, 'tools/bench/rivals');

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
  const environment = pythonEnvironment(
    join(projectFolder, '.local/bench/python'),
    [join(programs, 'requirements.txt')],
    (sentence) => screen.line(sentence),
  );
  if ('missing' in environment) return noRivals(`not here: ${environment.missing}`);
  const { python } = environment;
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

async function javaVersion(): Promise<string | undefined> {
  try {
    const { stderr } = await run('java', ['-version']);
    return /version "([^"]+)"/.exec(stderr)?.[1];
  } catch {
    return undefined;
  }
}
