import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LocalRunError } from '../local/localRunError';
import type { ColdStartTimes } from './coldStartProcess';
import { messages } from './coldStartRows';
import { writeUnbundledApp } from './coldStartUnbundled';
import { startColdStartWorld } from './coldStartWorld';

/** Of the app as it is published, and of the same app as the compiler writes it, with its packages in node_modules. */
export interface ColdStart {
  readonly bundled: ColdStartTimes;
  readonly unbundled: ColdStartTimes;
}

const root = join(__dirname, '..', '..', '..');
const processFile = join(__dirname, 'coldStartProcess');

/**
 * Measures how long a new instance takes until it has scored its first batch: a fresh process loads the built app as the
 * Functions worker does, and gets eight messages of 100 rows, a model of 1 MB waiting in storage. Storage (Azurite) and
 * the Logs Ingestion endpoint answer from this process, over loopback; in Azure each of their answers takes longer.
 *
 * @param runs of each app, by turns
 * @returns medians, figure by figure
 * @throws LocalRunError where a batch was not scored, or not as it should be
 */
export async function measureColdStart({ runs = 7 } = {}): Promise<ColdStart> {
  const world = await startColdStartWorld();
  const unbundledFolder = writeUnbundledApp(root);
  const start = async (folder: string): Promise<ColdStartTimes> => {
    const env = { ...process.env, ...world.settings };
    const before = world.unknownUsers();
    const { stdout } = await promisify(execFile)(process.execPath, [processFile, folder, world.messagesFile], { env });
    const found = world.unknownUsers() - before;
    if (found !== messages)
      throw new LocalRunError(`The first batch had ${found} findings of unknown users, not ${messages}.`);
    return JSON.parse(stdout);
  };
  try {
    const [bundled, unbundled]: [ColdStartTimes[], ColdStartTimes[]] = [[], []];
    for (let run = 0; run < runs; run++) {
      bundled.push(await start(root));
      unbundled.push(await start(unbundledFolder));
    }
    return { bundled: medians(bundled), unbundled: medians(unbundled) };
  } finally {
    await world.close();
  }
}

function medians(times: readonly ColdStartTimes[]): ColdStartTimes {
  const median = (name: keyof ColdStartTimes): number =>
    times.map((one) => one[name]).sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
  return {
    beganMilliseconds: median('beganMilliseconds'),
    loadedMilliseconds: median('loadedMilliseconds'),
    firstBatchMilliseconds: median('firstBatchMilliseconds'),
    processorMilliseconds: median('processorMilliseconds'),
  };
}
