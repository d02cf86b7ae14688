import type { ContainerClient } from '@azure/storage-blob';
import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import { defaultIdentityRules } from '../../../shared/events/identity';
import { emptyReadCounts } from '../../../shared/events/readCounts';
import { rememberExport } from '../../../shared/jobs/rememberExport';
import { DayAggregates } from '../../../shared/storage/dayAggregates';
import { append } from '../events/exportContainer';
import { StorageFixture } from '../storage/storageFixture';
import { accessLine, blobName, firstDay, millisecondsPerDay } from './exportedDays';

const storage = new StorageFixture();
beforeAll(() => storage.start());
afterAll(() => storage.stop());

const hours = 6;
const lines = 3;

async function remember(exports: ContainerClient, models: ContainerClient, bytesBetweenSaves: number) {
  const warnings: string[] = [];
  const warn = (message: string) => warnings.push(message);
  const rules = { detector: 'resourceAccess', partFormat: 1, identity: defaultIdentityRules };
  const aggregates = new DayAggregates(models, rules, warn);
  const memory = resourceAccess.remember();
  const [read, reused] = [emptyReadCounts(), emptyReadCounts()];
  const reader = resourceAccess.reader(defaultIdentityRules);
  const window = { from: firstDay, to: firstDay + millisecondsPerDay };
  const job = { memory, exports, aggregates, reader, window, read, reused, warn, bytesBetweenSaves };
  const failure = await rememberExport(job).then(
    () => undefined,
    (error: unknown) => error,
  );
  const pairs = [...memory.pairs()].map((pair) => JSON.stringify(pair)).sort();
  return { failure, warnings, read, reused, pairs };
}

it('keeps of a day that it cannot finish what was read until the last save, and counts nothing twice', async () => {
  const exports = storage.newContainer();
  await exports.create();
  const models = storage.newContainer();
  for (let hour = 0; hour < hours; hour++) {
    const time = firstDay + hour * 3_600_000;
    const text = Array.from({ length: lines }, (_, i) => accessLine(time + i, `u${i}`, `s${hour}`)).join('');
    await append(exports, blobName(time), text);
  }
  const folderBytes = accessLine(firstDay, 'u0', 's0').length * lines;
  storage.fault = ({ path }) => (path.includes('h%3D05') ? { status: 403, code: 'Forbidden' } : undefined);
  const failed = await remember(exports, models, 2 * folderBytes);
  expect(failed.failure).toMatchObject({ statusCode: 403 });
  expect(failed.read.accesses).toBe(5 * lines);

  storage.fault = () => undefined;
  const next = await remember(exports, models, 2 * folderBytes);
  expect(next).toMatchObject({ failure: undefined, warnings: [] });
  expect(next.reused.accesses).toBe(4 * lines);
  expect(next.read.accesses).toBe(2 * lines);
  const cold = await remember(exports, storage.newContainer(), Number.POSITIVE_INFINITY);
  expect(next.pairs).toEqual(cold.pairs);
  expect(cold.pairs).toHaveLength(hours * lines);
});
