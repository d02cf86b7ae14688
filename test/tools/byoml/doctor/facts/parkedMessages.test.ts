import { parkMessages } from '../../../../../shared/storage/deadLetters';
import { absent, knownValue } from '../../../../../tools/byoml/doctor/fact';
import { readParkedMessages } from '../../../../../tools/byoml/doctor/facts/parkedMessages';
import { overwrite, StorageFixture } from '../../../../shared/storage/storageFixture';
import { letter } from '../../replay/deadLetters';

const storage = new StorageFixture();
beforeAll(() => storage.start());
afterAll(() => storage.stop());

it('counts what scorers have parked, and nothing else', async () => {
  const container = storage.newContainer();
  for (const invocationId of ['one', 'two']) {
    await parkMessages(container, [letter('x'), letter('y')], { invocationId, now: new Date() });
  }
  await overwrite(container, 'readme.txt', 'x');
  const parked = knownValue(await readParkedMessages(container));
  expect(parked).toMatchObject({ blobs: 2, newest: { name: expect.stringMatching(/\.jsonl$/) } });
  expect(Date.now() - parked!.newest!.lastWritten.getTime()).toBeLessThan(60_000);
});

it('tells an empty container from none', async () => {
  const container = storage.newContainer();
  expect(await readParkedMessages(container)).toEqual(absent);
  await container.create();
  expect(knownValue(await readParkedMessages(container))).toEqual({ blobs: 0 });
});
