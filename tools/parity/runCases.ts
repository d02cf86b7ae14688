import { ActionableError } from '../../shared/errors';
import { Contestant } from '../bench/contestant';
import type { Screen } from '../start/screen';
import { writeCaseFiles } from './caseFiles';
import { dataFactoryCase, dataFactoryNames } from './dataFactoryCases';
import { lanlCase, lanlFile, lanlName } from './lanlCase';
import type { ParityCase } from './parityCase';
import { type CaseRun, cores, runCase } from './runCase';
import type { SparkEnvironment } from './sparkEnvironment';
import { type SparkAnswer, type SparkRequest, sparkRequest } from './sparkTraining';

/** Of Java: SynapseML keeps hundreds of megabytes a case until its session ends. */
const largestHeap = '6g';

/** A case that could not be run to its end. */
class ParityError extends ActionableError {
  constructor(name: string, cause: Error) {
    const alone = `repeat it alone with --only ${name}, or with more free memory than the ${largestHeap} that Spark may take`;
    super(`${name}: ${cause.message}: ${alone}.`, { cause });
  }
}

/** Runs the cases of these names: the small ones in one Spark session, the large one in a session of its own. */
export async function runCases(
  names: readonly string[],
  spark: SparkEnvironment,
  folder: string,
  screen: Screen,
): Promise<CaseRun[]> {
  const small = dataFactoryNames.filter((name) => names.includes(name)).map(dataFactoryCase);
  const runs = await runInSession(small, spark, folder, screen);
  if (!names.includes(lanlName)) return runs;
  const large = lanlCase();
  if (large !== null) return [...runs, ...(await runInSession([large], spark, folder, screen))];
  screen.line(`${lanlName}: skipped, as ${lanlFile} is not here`);
  return runs;
}

async function runInSession(
  cases: readonly ParityCase[],
  spark: SparkEnvironment,
  folder: string,
  screen: Screen,
): Promise<CaseRun[]> {
  if (cases.length === 0) return [];
  const program = spark.program('spark/train_access_anomaly.py', [String(cores), largestHeap]);
  const session = await Contestant.start<SparkRequest, SparkAnswer>(program);
  try {
    await warmUp(session, folder);
    const runs: CaseRun[] = [];
    for (const parityCase of cases) {
      const run = await runCase(parityCase, session, folder).catch((cause: Error) => {
        throw new ParityError(parityCase.name, cause);
      });
      runs.push(run);
      const { ours, spark: sparks, missed } = run.result;
      const times = `ours in ${ours.seconds.toFixed(3)} s, Spark in ${sparks.seconds.toFixed(1)} s`;
      screen.line(`${parityCase.name}: ${missed.length > 0 ? missed.join('; ') : 'agrees'} (${times})`);
    }
    return runs;
  } finally {
    await session.stop();
  }
}

/** A training that is not measured: the first of a session compiles much of Spark. */
async function warmUp(session: Contestant<SparkRequest, SparkAnswer>, folder: string): Promise<void> {
  const first = dataFactoryCase(dataFactoryNames[0]!);
  const { rows } = await writeCaseFiles(folder, first);
  await session.ask(sparkRequest(first.parameters, { rows, folder }));
}
