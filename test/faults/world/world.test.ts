import './synchronousGzip';
import { createHook } from 'node:async_hooks';
import { logsIngestionClient } from '../../../shared/sinks/logsIngestionClient';
import { containerClient } from '../../../shared/storage/containerClient';
import { BlobService } from './blobService';
import { inVirtualTime } from './inVirtualTime';
import { LogsIngestionService } from './logsIngestionService';
import { type FaultKind, Network } from './network';
import { transport } from './transport';
import { VirtualTime } from './virtualTime';

describe('a simulated world', () => {
  interface World {
    readonly trace: readonly string[];
    readonly ends: readonly string[];
  }

  /** Both SDKs at work under faults drawn from the seed. */
  async function world(seed: number): Promise<World> {
    const time = new VirtualTime(new Date('2026-01-02T03:04:05.678Z'), seed);
    const blobs = new BlobService();
    const ingestion = new LogsIngestionService({ ruleId: 'dcr-1', stream: 'Custom-A', columns, now: () => time.now });
    const network = new Network(time, [blobs, ingestion]);
    network.faultFor = () => ({
      kind: kinds[Math.floor(Math.random() * kinds.length)]!,
      latency: Math.random(),
      answerLatency: 10,
    });
    network.trace = [];
    const { storage, logsIngestion } = transport(network, { isAlive: true });
    const ends = await inVirtualTime(time, async () => {
      const container = containerClient({ connectionString: blobs.connectionString }, 'models', storage);
      const client = logsIngestionClient(
        { endpoint: ingestion.endpoint, identity: { kind: 'azureCli' } },
        logsIngestion,
      );
      const calls: Promise<unknown>[] = [container.createIfNotExists({ abortSignal: AbortSignal.timeout(30_000) })];
      for (let index = 0; index < 20; index += 1) {
        const abortSignal = AbortSignal.timeout(30_000);
        const blob = container.getBlockBlobClient(`${index % 5}`);
        calls.push(
          client.upload('dcr-1', 'Custom-A', [{ User: `${index}` }], { abortSignal }),
          blob
            .uploadData(Buffer.from('hello'), { abortSignal })
            .then(() => blob.downloadToBuffer(0, 5, { abortSignal })),
        );
      }
      return (await Promise.allSettled(calls)).map(({ status }) => status);
    });
    return { trace: network.trace, ends };
  }
  const columns = [{ name: 'User', type: 'string' }] as const;
  const busy: FaultKind = { answer: { status: 429, headers: { 'retry-after': '5' } } };
  const kinds: FaultKind[] = [
    'none',
    'none',
    'none',
    'lostRequest',
    'lostAnswer',
    'hang',
    'slowBody',
    'brokenBody',
    busy,
  ];

  it('is the same, byte for byte, of the same seed', async () => {
    const first = await world(1);
    expect(await world(1)).toEqual(first);
    expect((await world(2)).trace).not.toEqual(first.trace);
    expect(new Set(first.ends)).toEqual(new Set(['fulfilled', 'rejected']));
    expect(first.trace.length).toBeGreaterThan(100);
  });

  it('uses no thread, no socket and no timer of this machine', async () => {
    const types = new Map<number, string>();
    const calledBack = new Set<string | undefined>();
    const hook = createHook({
      init: (id, type) => void types.set(id, type),
      before: (id) => void calledBack.add(types.get(id)),
    });
    hook.enable();
    await world(3);
    hook.disable();
    calledBack.delete(undefined);
    expect([...calledBack].sort()).toEqual(['Immediate', 'PROMISE', 'TickObject']);
  });
});
