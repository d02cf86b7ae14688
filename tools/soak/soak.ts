import { setTimeout as sleep } from 'node:timers/promises';
import { EventHubProducerClient } from '@azure/event-hubs';
import type { FunctionHostProcess } from '../local/functionHostClient';
import { sampleDataset } from '../sample/dataset';
import type { Screen } from '../start/screen';
import { startWorld, type World } from '../start/world';
import { FindingsLedger } from './findingsLedger';
import type { MemorySample } from './memorySeries';
import { MessageSupply } from './messageSupply';
import { ModelSwaps } from './modelSwaps';
import type { SoakOptions } from './options';
import { RowAccounts } from './rowAccounts';
import { RowStream } from './rowStream';

const ports = { blob: 0, eventHubs: 0, logsIngestion: 0 };
/** Events a partition keeps: more than are ever under way. */
const retainedEvents = 256;
const sampleInterval = 10_000;
const swapInterval = 60_000;
/** Milliseconds between two looks into the table. */
const takeInterval = 250;

export interface SoakResult {
  /** Seconds from the first row sent to the last one dealt with. */
  readonly seconds: number;
  readonly stream: RowStream;
  readonly accounts: RowAccounts;
  readonly findings: FindingsLedger;
  readonly swaps: ModelSwaps;
  readonly samples: readonly MemorySample[];
}

/** Streams rows through the functions for so many minutes and counts what becomes of each. */
export async function soak({ minutes, seed }: SoakOptions, screen: Screen): Promise<SoakResult> {
  const world = await startWorld({ ports, retainedEvents }, screen);
  const producer = new EventHubProducerClient(world.eventHubs.connectionString, world.eventHubs.hub);
  const ending = new AbortController();
  try {
    const { supply, swaps } = prepare(seed, world);
    await swaps.publishNext();
    const accounts = new RowAccounts();
    const findings = new FindingsLedger(world.query, swaps.modelOf);
    const stream = new RowStream(producer, supply, accounts, findings);
    // Whatever its score, each finding is written, or which are owed would hang on when a model was swapped.
    const settings = { MIN_SCORE: '-1e300' };
    const functions = await world.startFunctions(settings, accounts.add, [...process.execArgv, '--expose-gc']);
    const started = performance.now();
    const companions = Promise.all([
      every(takeInterval, ending.signal, async () => findings.take()),
      every(swapInterval, ending.signal, () => swaps.publishNext()),
    ]);
    const sampling = sendAndSample(stream, functions, minutes, ({ at }) =>
      screen.progress(`${Math.round(at)} s, ${accounts.done} rows`),
    );
    await Promise.race([sampling, companions]);
    await functions.idle();
    const seconds = (performance.now() - started) / 1_000;
    ending.abort();
    await companions;
    findings.take();
    return { seconds, stream, accounts, findings, swaps, samples: await sampling };
  } finally {
    ending.abort();
    await producer.close();
    await world.close();
  }
}

function prepare(seed: number, { storage }: World): { supply: MessageSupply; swaps: ModelSwaps } {
  const day = new Date(Date.now() - 86_400_000);
  const { trainingDays, stream } = sampleDataset({ seed, day, trainingDays: 14, plantedAccesses: 10 });
  const swaps = new ModelSwaps(trainingDays.flat(), { connectionString: storage });
  return { supply: new MessageSupply([...trainingDays.flat(), ...stream], swaps.models), swaps };
}

/**
 * Memory is sampled in pauses, when every row sent has been dealt with: what is under way would swing the figures by
 * more than what is sought.
 */
async function sendAndSample(
  stream: RowStream,
  functions: FunctionHostProcess,
  minutes: number,
  onSample: (sample: MemorySample) => void,
): Promise<MemorySample[]> {
  const samples: MemorySample[] = [];
  const started = performance.now();
  for (let next = sampleInterval; next <= minutes * 60_000; next += sampleInterval) {
    while (performance.now() - started < next) await stream.sendMessage();
    await stream.until(0);
    const at = (performance.now() - started) / 1_000;
    const sample = { at, ...(await functions.usage()) };
    samples.push(sample);
    onSample(sample);
  }
  return samples;
}

/** Rejects as soon as the work does; resolves only when `signal` aborts. */
async function every(milliseconds: number, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await sleep(milliseconds, undefined, { signal }).catch(() => {});
    if (!signal.aborted) await work();
  }
}
