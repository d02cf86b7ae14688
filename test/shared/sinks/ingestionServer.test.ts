import { logsIngestionClient } from '../../../shared/sinks/logsIngestionClient';
import { uploadRows } from '../../../shared/sinks/uploadRows';
import { IngestionServer } from './ingestionServer';
import { rowOfBytes } from './sizedRows';

const server = new IngestionServer();
beforeAll(() => server.start());
beforeEach(() => server.reset());
afterAll(() => server.close());

it.each([
  [1_000_000, 'delivered', 0],
  [1_000_001, 'refused', 1],
])('takes a body up to 1 MB only: one of %i bytes is %s', async (bytes, kind, tooLarge) => {
  const client = logsIngestionClient({ endpoint: server.endpoint, identity: { kind: 'azureCli' } });
  const stream = { ruleId: 'dcr-1', stream: 'Custom-A_CL' };
  const rows = [rowOfBytes(0, bytes - 2)];
  const outcome = await uploadRows(client, stream, rows, AbortSignal.timeout(10_000));
  expect(outcome.kind).toBe(kind);
  expect(server.tooLarge).toBe(tooLarge);
});
