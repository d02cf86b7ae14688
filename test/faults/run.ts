import { spawnSync } from 'node:child_process';
import { accessSync, constants, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { huntMutation } from './simulation/huntMutation';
import { LaneSummary } from './simulation/laneSummary';
import { mutations, replacementsOf } from './simulation/mutations';
import { RunChild } from './simulation/runChild';
import { runSeeds } from './simulation/runSeeds';

const usage = `npm run faults -- [--runs 10000] [--first-seed 1] [--workers 2] [--json FILE] [--kills 50]
                                          many simulated runs, then so many real processes killed
npm run faults -- --seed N [--trace]                                           one of them again
npm run faults -- --mutations                                                  bugs put in: each must be found
  --mutation NAME   with the first two: with this bug in the sources`;

/** Seeds within which a bug that was put in must be found. */
const huntedSeeds = 300;

const optionTypes = {
  runs: { type: 'string', default: '10000' },
  'first-seed': { type: 'string', default: '1' },
  workers: { type: 'string', default: '2' },
  json: { type: 'string' },
  kills: { type: 'string', default: '50' },
  seed: { type: 'string' },
  trace: { type: 'boolean', default: false },
  mutation: { type: 'string' },
  mutations: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** @throws Error that says what an option takes */
function readOptions() {
  const { values } = parseArgs({ options: optionTypes });
  const number = (name: 'runs' | 'first-seed' | 'workers' | 'seed' | 'kills', least: number): number => {
    const value = Number(values[name]);
    if (Number.isSafeInteger(value) && value >= least) return value;
    throw new Error(`--${name} takes a whole number from ${least} on.\n${usage}`);
  };
  if (values.json !== undefined) accessSync(dirname(values.json), constants.W_OK);
  return {
    ...values,
    replacements: replacementsOf(values.mutation),
    seed: values.seed === undefined ? undefined : number('seed', 0),
    runs: number('runs', 1),
    firstSeed: number('first-seed', 0),
    workers: number('workers', 1),
    kills: number('kills', 0),
  };
}

type Options = ReturnType<typeof readOptions>;

/** @returns whether everything was as it must be */
async function main(): Promise<boolean> {
  const options = readOptions();
  if (options.help) {
    console.log(usage);
    return true;
  }
  if (options.mutations) return huntAll(options.workers);
  if (options.seed !== undefined) return runOne(options.seed, options);
  const isGood = await runMany(options);
  return killProcesses(options.kills) && isGood;
}

async function runMany({ firstSeed, runs, workers, replacements, json }: Options): Promise<boolean> {
  const summary = new LaneSummary();
  await runSeeds({
    firstSeed,
    runs,
    workers,
    replacements,
    onResult: (result) => {
      summary.add(result);
      if (result.failures.length > 0) console.error(`seed ${result.seed}: ${result.failures[0]}`);
      if (summary.runs % 500 === 0) console.error(`${summary.runs} runs`);
      return true;
    },
  });
  console.log(String(summary));
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(summary.toObject(), null, 2)}\n`);
  return summary.failed.length === 0;
}

/** The local run as real processes, killed at random: a lane of its own. */
function killProcesses(kills: number): boolean {
  if (kills === 0) return true;
  const campaign = ['run', '--silent', 'faults:kill', '--', '--kills', String(kills)];
  return spawnSync('npm', campaign, { stdio: 'inherit' }).status === 0;
}

/** Its trace, if wanted, and its result. */
async function runOne(seed: number, options: Options): Promise<boolean> {
  const child = await RunChild.start(options.replacements);
  const { result, trace } = await child.run({ seed, trace: options.trace });
  await child.close();
  for (const line of trace) console.log(line);
  console.log(JSON.stringify(result, null, 2));
  return result.failures.length === 0;
}

/** One after the other, each until a run has found it. */
async function huntAll(workers: number): Promise<boolean> {
  let isEachFound = true;
  for (const mutation of mutations) {
    const caught = await huntMutation(mutation, huntedSeeds, workers);
    const how = caught ? `seed ${caught.seed}: ${caught.failures[0]?.slice(0, 120)}` : 'NOT FOUND';
    console.log(`${mutation.name.padEnd(40)} ${how}`);
    isEachFound &&= caught !== undefined;
  }
  return isEachFound;
}

main().then(
  (isGood) => {
    process.exitCode = isGood ? 0 : 1;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  },
);
