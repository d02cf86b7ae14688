import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ActionableError } from '../../shared/errors';
import { projectFolder } from '../bench/projectFolder';
import { findSpark } from '../parity/sparkEnvironment';
import type { Screen } from '../start/screen';

const run = promisify(execFile);

/** The job ended with an error; the message holds the last it said. */
export class SparkJobError extends ActionableError {}

/** The one line in which the job accounts for itself. */
export interface SparkRun {
  readonly version: string;
  /** Folder of the model that SynapseML saved. */
  readonly saved: string;
  readonly accesses: number;
  readonly quality: Readonly<Record<string, number>>;
  readonly heldOut: Readonly<Record<string, unknown>>;
  readonly reading: {
    readonly read: Readonly<Record<string, number>>;
    readonly folders_read: number;
    readonly folders_reused: number;
  };
}

/** Runs the job of `infra/spark` on this machine. @throws SparkJobError */
export type RunSparkJob = (words: readonly string[], env: Readonly<Record<string, string>>) => Promise<SparkRun>;

/**
 * Installs Spark, SynapseML and the storage client on first use.
 *
 * @throws SparkMissingError
 */
export async function findSparkJob(screen: Screen): Promise<RunSparkJob> {
  const { python } = await findSpark(screen);
  return (words, env) => runJob(python, words, env);
}

// Four partitions: Spark's default of 200 is for clusters, and takes minutes on two cores.
const sparkOptions = [
  '--driver-memory 4g',
  '--conf spark.sql.shuffle.partitions=4',
  '--conf spark.ui.enabled=false',
  '--conf spark.ui.showConsoleProgress=false',
  'pyspark-shell',
].join(' ');

async function runJob(
  python: string,
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<SparkRun> {
  try {
    const { stdout } = await run(python, ['-m', 'byoml_spark', ...words], {
      maxBuffer: 64 * 1024 * 1024,
      env: {
        ...process.env,
        PYTHONPATH: join(projectFolder, 'infra/spark'),
        PYTHONDONTWRITEBYTECODE: '1',
        PYSPARK_PYTHON: python,
        PYSPARK_SUBMIT_ARGS: sparkOptions,
        SPARK_LOCAL_IP: '127.0.0.1',
        OPENBLAS_NUM_THREADS: '1',
        ...env,
      },
    });
    return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
  } catch (cause) {
    throw new SparkJobError(lastSaid(cause), { cause });
  }
}

/** The sentence that the job ends with where something can be done about it; all it said, where it has none. */
function lastSaid(cause: unknown): string {
  const said = (cause as { stderr?: string }).stderr?.trim() ?? String(cause);
  return /^byoml_spark\.errors\.JobError: (.*)$/m.exec(said)?.[1] ?? said;
}
