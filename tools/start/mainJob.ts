import { ActionableError } from '../../shared/errors';
import type { InvocationCounts } from '../../shared/jobs/invocationCounts';
import { exportRows } from './exportRows';
import { FunctionLogs } from './functionLogs';
import type { StartOptions } from './options';
import { ownRows, type Rows, sampleRows } from './rowSource';
import type { Screen } from './screen';
import { showCounts } from './showCounts';
import { showFindings } from './showFindings';
import { streamRows } from './streamRows';
import type { World } from './world';

/** A job that did not come to its end; the functions' own logs say why. */
export class MainJobError extends ActionableError {}

/** Exports a month of rows, trains, publishes, streams a day and shows what was found: all through the functions. */
export async function mainJob(world: World, options: StartOptions, screen: Screen): Promise<void> {
  const now = new Date();
  const rows = options.input.length > 0 ? await ownRows(options, now) : sampleRows(options, now);
  const logs = new FunctionLogs((text) => screen.line(text));
  await screen.step('Export', async (progress) => {
    const blobs = await exportRows(world.storage, rows.training, (written, all) =>
      progress(`${written} of ${all} blobs`),
    );
    return `${rows.training.length} rows in ${blobs} blobs${unreadable(rows)}`;
  });
  const functions = await world.startFunctions({ LOOKBACK_DAYS: String(rows.lookbackDays) }, logs.add);
  await screen.step('Train', async (progress) => {
    progress('retrainModels reads the exported rows');
    await functions.runTimer('retrainModels');
    const { version, quality } = logs.retraining();
    return `${quality.users} users, ${quality.resources} shares, ${quality.pairs} pairs: model ${version}`;
  });
  let counts: InvocationCounts | undefined;
  await screen.step('Stream', async (progress) => {
    const messages = await streamRows(world.eventHubs, rows.stream, (sent, all) =>
      progress(`${sent} of ${all} messages`),
    );
    progress('scoreEvents scores them');
    await functions.idle();
    counts = logs.scoring();
    return `${rows.stream.length} rows in ${messages} messages`;
  });
  if (counts === undefined) throw new MainJobError('scoreEvents has not logged what it did; see its messages above.');
  showFindings(world, rows, screen);
  showCounts(counts, screen);
}

function unreadable({ unreadableLines }: Rows): string {
  return unreadableLines === 0 ? '' : `, ${unreadableLines} lines hold no row and are left out`;
}
