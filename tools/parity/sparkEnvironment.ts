import { execFile } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { ActionableError } from '../../shared/errors';
import type { ContestantProgram } from '../bench/contestant';
import { projectFolder } from '../bench/projectFolder';
import { pythonEnvironment } from '../python/pythonEnvironment';
import type { Screen } from '../start/screen';

const run = promisify(execFile);

const programs = join(projectFolder, 'tools/parity');
/** Of both sides of parity, and of what the job of `infra/spark` needs beside them. */
const requirements = ['tools/parity/requirements.txt', 'tools/spark/requirements.txt'];

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
  await requireJava();
  const environment = pythonEnvironment(
    join(projectFolder, '.local/parity/python'),
    requirements.map((file) => join(projectFolder, file)),
    (sentence) => screen.line(sentence),
  );
  if ('missing' in environment) throw new SparkMissingError(environment.missing);
  const { python } = environment;
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
