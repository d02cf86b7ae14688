import { gzipSync } from 'node:zlib';
import { BlobServiceClient } from '@azure/storage-blob';
import { resourceAccess } from '../../shared/detectors/resourceAccess/detector';
import { score } from '../../shared/detectors/resourceAccess/model';
import { importModel } from '../../shared/detectors/resourceAccess/synapseml/importModel';
import type { Row } from '../../shared/events/row';
import { millisecondsPerDay } from '../../shared/events/time';
import { loadModel, readCurrent } from '../../shared/storage/modelStore';
import { readSavedModel } from '../byoml/synapseml/readSavedModel';
import { sampleDataset } from '../sample/dataset';
import { exportPath } from '../sample/exportFiles';
import { exportRows } from '../start/exportRows';
import { FunctionLogs } from '../start/functionLogs';
import type { Screen } from '../start/screen';
import { streamRows } from '../start/streamRows';
import { startWorld, type World } from '../start/world';
import { type AppReading, differenceFromOwn, readAsApp } from './appTraining';
import type { RunSparkJob, SparkRun } from './sparkJob';

const trainingDays = 12;
const lookbackDays = 20;
const seed = 7;
const anyPort = { blob: 0, eventHubs: 0, logsIngestion: 0 };

/** By how much two trainers may differ in the score of a pair after 25 iterations in float32 and in two orders. */
const trainingTolerance = 0.001;
const scoreTolerance = 1e-6;

/**
 * Two nights of the job beside the app's own reading and training, its model in the app's scorer, and a night too late.
 * @returns what is wrong, in sentences
 */
export async function checkJob(runJob: RunSparkJob, work: string, screen: Screen): Promise<string[]> {
  const day = new Date(Date.now() - millisecondsPerDay);
  const sample = sampleDataset({ seed, day, trainingDays, plantedAccesses: 5 });
  const world = await startWorld({ ports: anyPort }, screen);
  const faults: string[] = [];
  const expect = (isRight: boolean, claim: string) => {
    if (!isRight) faults.push(claim);
  };
  const nightly = (words: readonly string[] = []) =>
    runJob(
      [
        '--work',
        work,
        '--lookback-days',
        String(lookbackDays),
        '--held-out-days',
        '3',
        '--seed',
        String(seed),
        ...words,
      ],
      { EXPORT_STORAGE: world.storage, MODEL_STORAGE: world.storage },
    );
  try {
    const [last = [], ...before] = [...sample.trainingDays].reverse();
    await exportRows(world.storage, before.flat(), () => {});
    const first = await night('Night 1', nightly, world, expect, screen);
    expect(first.reading.folders_reused === 0, 'the first night reused what nobody has read');

    await exportRows(world.storage, last, () => {});
    const touched = await exportOddities(world.storage, before.flat());
    const second = await night('Night 2', nightly, world, expect, screen);
    const days = new Set([...touched, ...last.map(({ TimeGenerated }) => exportPath(new Date(String(TimeGenerated))))]);
    expect(
      second.reading.folders_read === days.size,
      `night 2 read ${second.reading.folders_read} folders, not the ${days.size} that changed`,
    );
    expect(second.reading.read.duplicate === 1, 'the copy of a row was not told as one');

    await checkScorer(second, sample.stream, world, expect, screen);
    await checkTooLate(nightly, expect, screen);
  } finally {
    await world.close();
  }
  return faults;
}

type Expect = (isRight: boolean, claim: string) => void;

/** Runs the job, and compares what it read and learned with what the app reads and learns. */
async function night(
  name: string,
  runNight: () => Promise<SparkRun>,
  world: World,
  expect: Expect,
  screen: Screen,
): Promise<SparkRun> {
  let run: SparkRun | undefined;
  await screen.step(name, async () => {
    run = await runNight();
    const { read, folders_read, folders_reused } = run.reading;
    return `${read.accesses} accesses in ${folders_read} folders read, ${folders_reused} reused: model ${run.version}`;
  });
  const done = run!;
  await screen.step('Compare', async () => {
    const app = await readAsApp(world.storage, lookbackDays, done.version.slice(-12));
    const models = BlobServiceClient.fromConnectionString(world.storage).getContainerClient('models');
    const current = await readCurrent(models, resourceAccess.name);
    expect(current?.pointer.version === done.version, `${done.version} is not current`);
    const { model } = (await loadModel(models, resourceAccess.name, done.version, resourceAccess.decode)).model;
    checkReading(name, done, app, expect);
    const difference = differenceFromOwn(app, model);
    expect(
      difference <= trainingTolerance,
      `${name}: scores differ from those of the app's own trainer by ${difference}`,
    );
    const { rocAuc } = done.heldOut;
    return `${done.accesses} accesses of ${done.quality.pairs} pairs; scores differ from the app's own by ${difference.toPrecision(2)}; ROC-AUC of random over first-time pairs ${rocAuc}`;
  });
  return done;
}

function checkReading(name: string, { accesses, quality }: SparkRun, { memory }: AppReading, expect: Expect): void {
  const pairs = [...memory.pairs()].length;
  expect(accesses === memory.total, `${name}: ${accesses} accesses, where the app reads ${memory.total}`);
  expect(quality.pairs === pairs, `${name}: ${quality.pairs} pairs, where the app reads ${pairs}`);
}

/**
 * What an export may hold beside new days: a row that comes late, by gzip; a copy of a row; a line that is cut short.
 * Returns the files in whose folders they are.
 */
async function exportOddities(storage: string, known: readonly Row[]): Promise<string[]> {
  const container = BlobServiceClient.fromConnectionString(storage).getContainerClient('am-securityevent');
  const accesses = known.filter(({ EventID, Account }) => EventID === 5140 && !String(Account).endsWith('$'));
  const [copied, late] = [accesses[0]!, { ...accesses.at(-1)!, _ItemId: 'late', ShareName: '\\\\*\\Come-late' }];
  const place = (row: Row) => exportPath(new Date(String(row.TimeGenerated)));
  const put = (path: string, content: Buffer) => container.getBlockBlobClient(path).upload(content, content.length);
  await put(place(copied).replace('.json', '_1.json'), Buffer.from(`${JSON.stringify(copied)}\n{"EventID":5140,"Acc`));
  await put(place(late).replace('.json', '_1.json.gz'), gzipSync(`${JSON.stringify(late)}\n`));
  return [place(copied), place(late)];
}

/** Streams a day through the deployed functions, and compares each finding with Spark's saved model. */
async function checkScorer(
  { version, saved }: SparkRun,
  rows: readonly Row[],
  world: World,
  expect: Expect,
  screen: Screen,
): Promise<void> {
  const logs = new FunctionLogs((text) => screen.line(text));
  const functions = await world.startFunctions({ MIN_SCORE: '-1000' }, logs.add);
  await screen.step('Score', async () => {
    await streamRows(world.eventHubs, rows, () => {});
    await functions.idle();
    const findings = world.query(`SELECT DISTINCT * FROM ${resourceAccess.table}`);
    const spark = importModel(await readSavedModel(saved));
    const [tenant = ''] = [...new Set(findings.map(({ TenantKey }) => String(TenantKey)))];
    let greatest = 0;
    for (const { User, Resource, AnomalyScore, ModelVersion } of findings) {
      expect(ModelVersion === version, `a finding is of model ${ModelVersion}`);
      const expected = score(spark, tenant, String(User), String(Resource)).score;
      expect((AnomalyScore === null) === (expected === null), `one of the two models has no score for ${User}`);
      if (expected !== null) greatest = Math.max(greatest, Math.abs(Number(AnomalyScore) - expected));
    }
    expect(findings.length > 100, `there are only ${findings.length} findings`);
    expect(greatest <= scoreTolerance, `scores differ from those of SynapseML's model by ${greatest}`);
    const { received, scored, parked } = logs.scoring();
    return `${received} rows, ${scored} scored, ${parked} parked by model ${version}; ${findings.length} findings differ from SynapseML's saved model by ${greatest.toPrecision(2)} at most`;
  });
}

/** A night whose clock is behind must not undo the work of a later one. */
async function checkTooLate(
  nightly: (words: readonly string[]) => Promise<SparkRun>,
  expect: Expect,
  screen: Screen,
): Promise<void> {
  await screen.step('Refuse', async () => {
    const earlier = new Date(Date.now() - millisecondsPerDay).toISOString();
    const refusal = await nightly(['--now', earlier, '--held-out-days', '0']).then(
      () => 'published',
      (error: Error) => error.message,
    );
    expect(/of a later time, and stays/.test(refusal), `a night of yesterday ended so: ${refusal}`);
    return refusal;
  });
}
