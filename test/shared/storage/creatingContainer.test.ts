import { parkMessages } from '../../../shared/storage/deadLetters';
import { publishModel } from '../../../shared/storage/publishModel';
import { StorageFixture } from './storageFixture';

const storage = new StorageFixture();
beforeAll(() => storage.start());
afterAll(() => storage.stop());

const now = new Date('2026-11-20T02:30:00Z');
const letter = {
  reason: 'notJson',
  detail: 'd',
  partition: null,
  sequenceNumber: null,
  offset: null,
  enqueuedTime: null,
  body: Buffer.from('{'),
};
const creations = () => storage.requests.filter(({ path }) => path.includes('restype=container')).length;

describe.each([
  ['parking', (container) => parkMessages(container, [letter], { invocationId: 'i', now })],
  ['publishing', (container) => publishModel(container, 'd', Buffer.from('model'), {}, now)],
] satisfies [
  string,
  (container: ReturnType<StorageFixture['newContainer']>) => Promise<unknown>,
][])('%s', (_name, write) => {
  it('creates its container where there is none', async () => {
    await write(storage.newContainer());
    expect(creations()).toBe(1);
  });

  it('asks for no right to create one where it is there', async () => {
    const container = storage.newContainer();
    await container.create();
    storage.requests.length = 0;
    await write(container);
    expect(creations()).toBe(0);
  });
});
