import './synchronousGzip';
import { InvocationContext } from '@azure/functions';
import { resourceAccessScoring } from '../../../shared/detectors/resourceAccess/scoring';
import { scoreEventsHandler } from '../../../shared/jobs/scoreEventsHandler';
import { fileShareRow } from '../../shared/events/rows';
import { BlobService } from './blobService';
import { inVirtualTime } from './inVirtualTime';
import { LogsIngestionService } from './logsIngestionService';
import { Network } from './network';
import { transport } from './transport';
import { VirtualTime } from './virtualTime';

/** Rows so long that some fifty fill a request. */
function messageOf(rows: number, name: string): Buffer {
  const long = '€'.repeat(900);
  const records = Array.from({ length: rows }, (_, index) =>
    fileShareRow({ Account: `${name}${index}${long}`, ShareName: long, Computer: long, _ItemId: `${name}${index}` }),
  );
  return Buffer.from(JSON.stringify({ records }));
}

it('an invocation for which everything is as slow as it may be ends before the host would end it, and loses nothing', async () => {
  const time = new VirtualTime(new Date('2026-01-02T03:04:05Z'));
  const blobs = new BlobService();
  const { columns, table, score } = resourceAccessScoring;
  const stream = `Custom-${table}`;
  const ingestion = new LogsIngestionService({ ruleId: 'dcr-1', stream, columns, now: () => time.now });
  const network = new Network(time, [blobs, ingestion]);
  network.faultFor = ({ url }) => ({
    kind: 'none',
    latency: 0,
    answerLatency: ingestion.hosts(url) ? 39_000 : 10_000,
  });
  const environment = {
    MODEL_STORAGE: blobs.connectionString,
    LOGS_INGESTION_ENDPOINT: ingestion.endpoint,
    LOGS_INGESTION_RULE_ID: 'dcr-1',
  };
  const lines: string[] = [];
  const context = new InvocationContext({
    functionName: 'scoreEvents',
    logHandler: (_, line) => lines.push(String(line)),
  });
  const handler = scoreEventsHandler(environment, transport(network, { isAlive: true }));
  const slowScore = jest.spyOn(resourceAccessScoring, 'score').mockImplementation((model, access) => {
    time.pass(85);
    return score(model, access);
  });
  const bodies = [messageOf(150, 'a'), messageOf(550, 'b'), messageOf(550, 'c'), messageOf(1, 'unread')];
  const seconds = await inVirtualTime(time, async () => {
    const began = time.now;
    await handler(bodies, context);
    return (time.now - began) / 1000;
  }).finally(() => slowScore.mockRestore());

  expect(seconds).toBeGreaterThan(200);
  expect(seconds).toBeLessThan(280);
  const { received, parked, scored, written } = JSON.parse(lines.at(-1)!);
  expect({ received, sum: scored + parked, written }).toEqual({ received: 1251, sum: 1251, written: scored });
  expect(ingestion.accepted).toHaveLength(written);
  expect(written).toBeGreaterThan(0);
  const letters = blobs
    .names('dead-letters')
    .flatMap((name) => blobs.read('dead-letters', name)!.toString().trim().split('\n'))
    .map((line) => JSON.parse(line));
  expect(letters.map(({ reason }) => reason)).toEqual(['deadline', 'deadline', 'deadline']);
  expect(letters.filter(({ detail }) => /time left to read/.test(detail))).toHaveLength(1);
  const bodiesParked = new Set(letters.map(({ body }) => body));
  expect(bodiesParked).toEqual(new Set(bodies.slice(1).map(String)));
});
