import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Contestant, nodeProgram } from '../bench/contestant';
import { writeCaseFiles } from './caseFiles';
import { dataFactoryCase } from './dataFactoryCases';
import { compareScores, type ExchangeResult, readLines } from './exchangeScores';
import type { ParityCase } from './parityCase';
import { cores } from './runCase';
import type { SparkEnvironment } from './sparkEnvironment';
import { readScores } from './sparkOutcome';
import { type SparkAnswer, type SparkRequest, sparkRequest } from './sparkTraining';

const run = promisify(execFile);

/** A model that changes hands, and the words `byoml train` takes to train the same. */
interface Exchange {
  readonly name: string;
  /** Whether what was learned from is known, and scores 0. */
  readonly isHistoryGiven: boolean;
  readonly words: readonly string[];
}

const exchanges: readonly Exchange[] = [
  { name: 'test-implicit-joint', isHistoryGiven: false, words: ['--iterations', '10'] },
  // With disconnected pairs too.
  { name: 'mixed-implicit-separate', isHistoryGiven: true, words: ['--separate-tenants'] },
];

/**
 * Has SynapseML train and save models that `byoml import` takes over and `byoml export` gives back, and `byoml train`
 * train some that `byoml export` gives to Spark. Every pair is scored by both sides; the sets of accesses within
 * departments and across them are among the pairs.
 */
export async function exchangeModels(spark: SparkEnvironment, parent: string): Promise<ExchangeResult[]> {
  const session = await Contestant.start<SparkRequest, SparkAnswer>(
    spark.program('spark/train_access_anomaly.py', [String(cores), '3g']),
  );
  const imported: ExchangeResult[] = [];
  const exported: ExportedModel[] = [];
  try {
    for (const exchange of exchanges) {
      const folder = join(parent, `exchange-${exchange.name}`);
      mkdirSync(folder);
      const { result, models } = await exchangeOne(exchange, session, folder);
      imported.push(result);
      exported.push(...models);
    }
  } finally {
    await session.stop();
  }
  return [...imported, ...(await checkExports(exported, spark))];
}

/** A model that was exported, and what `byoml score` makes of it. */
interface ExportedModel {
  readonly what: string;
  readonly folder: string;
  readonly scores: string;
}

async function exchangeOne(
  { name, isHistoryGiven, words }: Exchange,
  session: Contestant<SparkRequest, SparkAnswer>,
  folder: string,
): Promise<{ readonly result: ExchangeResult; readonly models: readonly ExportedModel[] }> {
  const parityCase = withStrangers(dataFactoryCase(name));
  const tables = writeTables(folder, parityCase);
  const files = { ...(await writeCaseFiles(folder, parityCase)), saved: join(folder, 'saved'), folder };
  const history = isHistoryGiven ? { history: tables.known } : {};
  await session.ask(sparkRequest(parityCase.parameters, { ...files, ...history }));

  const models: ExportedModel[] = [];
  const scoreAndExport = async (model: string, what: string) => {
    const scores = `${model}.jsonl`;
    await byoml('score', '--model', model, '--input', tables.pairs, '--output', scores);
    await byoml('export', '--model', model, '--to', `${model}.exported`);
    models.push({ what: `${name}, ${what}`, folder: `${model}.exported`, scores });
    return readLines(scores);
  };
  const taken = join(folder, 'taken.model');
  await byoml('import', '--from', files.saved, '--model', taken);
  const scores = await scoreAndExport(taken, 'trained by SynapseML, imported, exported');
  const own = join(folder, 'own.model');
  const known = isHistoryGiven ? ['--history', tables.rows] : [];
  await byoml('train', '--scorer', 'accessAnomaly', '--input', tables.rows, '--model', own, ...words, ...known);
  await scoreAndExport(own, 'trained here, exported');
  return { result: compareScores(`${name}, trained by SynapseML, imported`, scores, readScores(folder)), models };
}

/** Somebody and something nobody has heard of, so that there are pairs without a score. */
function withStrangers(parityCase: ParityCase): ParityCase {
  const [first] = parityCase.pairs;
  const strangers = [{ user: 'nobody' }, { resource: 'nothing' }, { tenant: 'nowhere' }];
  return { ...parityCase, pairs: [...parityCase.pairs, ...strangers.map((other) => ({ ...first!, ...other }))] };
}

/** Files as `byoml` reads them, with a header; and the pairs learned from as Spark reads them, without. */
function writeTables(folder: string, { rows, pairs }: ParityCase) {
  const files = { rows: join(folder, 'train.tsv'), pairs: join(folder, 'score.tsv'), known: join(folder, 'known.tsv') };
  const lines = rows.map(({ tenant, user, resource }) => `${tenant}\t${user}\t${resource}`);
  const rated = lines.map((line, at) => `${line}\t${rows[at]!.likelihood}`);
  const scored = pairs.map(({ tenant, user, resource }) => `${tenant}\t${user}\t${resource}`);
  writeFileSync(files.known, `${lines.join('\n')}\n`);
  writeFileSync(files.rows, `${['tenant\tuser\tresource\tlikelihood', ...rated].join('\n')}\n`);
  writeFileSync(files.pairs, `${['tenant\tuser\tresource', ...scored].join('\n')}\n`);
  return files;
}

async function byoml(...words: readonly string[]): Promise<void> {
  const { command, args } = nodeProgram('../byoml', words);
  await run(command, args);
}

/** Has Spark load what was exported, and score the same pairs. */
async function checkExports(models: readonly ExportedModel[], spark: SparkEnvironment): Promise<ExchangeResult[]> {
  const { command, args, env } = spark.program(
    'check_export.py',
    models.map(({ folder, scores }) => `${folder}=${scores}`),
  );
  const { stdout } = await run(command, args, { env: { ...process.env, ...env } }).catch(failedCheck);
  const results = stdout.split('\n').filter((line) => line.startsWith('{'));
  return models.map(({ what, folder }) => {
    const found: ExchangeResult | undefined = results
      .map((line) => JSON.parse(line))
      .find(({ model }) => model === folder);
    if (found === undefined) throw new RangeError(`check_export.py said nothing of ${folder}`);
    return { ...found, model: what };
  });
}

/** Differences that are too large make it fail, and are told all the same. */
function failedCheck(error: unknown): { readonly stdout: string } {
  const { stdout } = error as { readonly stdout?: string };
  if (stdout?.startsWith('{')) return { stdout };
  throw error;
}
