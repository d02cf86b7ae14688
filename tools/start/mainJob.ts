import { exportRows } from './exportRows';
import { FunctionLogs } from './functionLogs';
import type { Rows } from './rowSource';
import type { Screen } from './screen';
import { showCases } from './showCases';
import { showCounts } from './showCounts';
import { showFindings } from './showFindings';
import { type Streamed, streamRows } from './streamRows';
import type { World } from './world';

/**
 * Exports rows, trains, publishes, streams a day and shows what was found: all through the functions.
 * @returns whether all rows are accounted for and, where the planted accesses are known, they stand out.
 */
export async function mainJob(world: World, rows: Rows, screen: Screen): Promise<boolean> {
  const logs = new FunctionLogs((text) => screen.line(text));
  const settings = { LOOKBACK_DAYS: String(rows.lookbackDays), CASE_DAYS: String(rows.lookbackDays) };
  const functions = await world.startFunctions(settings, logs.add);
  await screen.step('Export', async (progress) => {
    const blobs = await exportRows(world.storage, rows.training, (written, all) =>
      progress(`${written} of ${all} blobs`),
    );
    return `${rows.training.length} rows in ${blobs} blobs${leftOut(rows.unreadableLines, 'lines hold no row')}`;
  });
  await screen.step('Train', async (progress) => {
    progress('retrainModels reads the exported rows');
    await functions.runTimer('retrainModels');
    const { version, quality } = logs.retraining();
    return `${quality.users} users, ${quality.resources} shares, ${quality.pairs} pairs: model ${version}`;
  });
  let streamed: Streamed = { messages: 0, tooLarge: 0 };
  await screen.step('Stream', async (progress) => {
    streamed = await streamRows(world.eventHubs, rows.stream, (sent, all) => progress(`${sent} of ${all} messages`));
    progress('scoreEvents scores them');
    await functions.idle();
    const { messages, tooLarge } = streamed;
    return `${rows.stream.length} rows in ${messages} messages${leftOut(tooLarge, 'rows are too large for an event hub')}`;
  });
  await screen.step('Gather', async (progress) => {
    progress('gatherCases judges the day of each user');
    await functions.runTimer('gatherCases');
    return logs.gathering();
  });
  const standOut = showFindings(world, rows, screen);
  showCases(world, screen);
  const addUp = showCounts(logs.scoring(), rows.stream.length - streamed.tooLarge, screen);
  return standOut && addUp;
}

function leftOut(count: number, why: string): string {
  return count === 0 ? '' : `, ${count} ${why} and are left out`;
}
