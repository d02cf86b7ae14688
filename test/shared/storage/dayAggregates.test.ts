import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import type { ExportDay } from '../../../shared/events/exportBlobs';
import { defaultIdentityRules } from '../../../shared/events/identity';
import { emptyReadCounts } from '../../../shared/events/readCounts';
import { DayAggregates, type FolderAggregate } from '../../../shared/storage/dayAggregates';
import { ModelStoreError } from '../../../shared/storage/modelErrors';
import { access } from '../../support/accesses';
import { blobNames, StorageFixture } from './storageFixture';

const storage = new StorageFixture();
beforeAll(() => storage.start());
afterAll(() => storage.stop());

const day: ExportDay = {
  workspace: 'w/',
  path: 'w/y=2026/m=11/d=20/',
  from: Date.UTC(2026, 10, 20),
  to: Date.UTC(2026, 10, 21),
  blobs: [],
};
const memory = resourceAccess.remember();

function folderOf(accesses: number): FolderAggregate {
  const gathering = memory.gather(day.from);
  for (let count = 0; count < accesses; count++) gathering.add(access({ time: day.from + count }));
  const counts = { ...emptyReadCounts(), sources: 1, bytes: 9, rows: accesses + 2, accesses };
  counts.skipped.otherEvent = 1;
  counts.problems.notJson = 1;
  return { blobs: [['h=08/m=00/PT05M.json', '"0x8DE"', 9]], counts, part: gathering.finish() };
}

function aggregates(detector = 'resourceAccess', container = storage.newContainer()) {
  const warnings: string[] = [];
  const rules = { detector, partFormat: 1, identity: defaultIdentityRules };
  return { container, warnings, store: new DayAggregates(container, rules, (message) => warnings.push(message)) };
}

it('gives back the folders of a day as they were kept, in a container that it creates', async () => {
  const { store, warnings } = aggregates();
  expect(await store.load(day, memory)).toEqual([]);
  const folders = [folderOf(3), folderOf(0)];
  await store.save(day, folders, memory);
  expect(await store.load(day, memory)).toEqual(folders);
  expect(store.bytes.read).toBe(store.bytes.written);
  expect(await store.load({ ...day, workspace: 'another/' }, memory)).toEqual([]);
  expect(await store.load({ ...day, from: day.to }, memory)).toEqual([]);
  expect(warnings).toEqual([]);
});

it('says what to do where it may not write or delete, and goes on', async () => {
  const { store, container, warnings } = aggregates();
  await store.save(day, [folderOf(1)], memory);
  const refused = { status: 403, code: 'AuthorizationPermissionMismatch' };
  storage.fault = ({ method }) => (['PUT', 'DELETE'].includes(method) ? refused : undefined);
  await store.save(day, [folderOf(2)], memory);
  await store.deleteBefore(day.to);
  expect(warnings).toEqual([
    expect.stringMatching(/could not be written \(AuthorizationPermissionMismatch, HTTP 403\).*Data Contributor/),
    expect.stringMatching(/before 2026-11-21 could not be deleted \(.*HTTP 403\).*may list and delete/),
  ]);
  expect(await store.load(day, memory)).toEqual([folderOf(1)]);
  storage.fault = () => undefined;
  await store.deleteBefore(day.to);
  expect(await blobNames(container)).toEqual([]);
});

it('fails where the storage does not answer, as no model could be published', async () => {
  const { store } = aggregates();
  await store.save(day, [folderOf(1)], memory);
  storage.fault = () => ({ status: 503, code: 'ServerBusy' });
  await expect(store.load(day, memory)).rejects.toThrow(ModelStoreError);
});

it.each<[string, FolderAggregate]>([
  ['other numbers of accesses', { ...folderOf(2), part: folderOf(1).part }],
  ['counts that do not add up', { ...folderOf(2), counts: { ...folderOf(2).counts, rows: 7 } }],
  ['counts that are none', { ...folderOf(2), counts: { ...folderOf(2).counts, bytes: -1 } }],
  ['no blob', { ...folderOf(2), blobs: [] }],
  ['a blob without a length', { ...folderOf(2), blobs: [['name', 'etag', Number.NaN]] }],
])('does not trust a ledger with %s', async (_, folder) => {
  const { store, warnings } = aggregates();
  await store.save(day, [folder], memory);
  expect(await store.load(day, memory)).toEqual([]);
  expect(warnings).toEqual([expect.stringMatching(/is not one of w\/y=2026\/m=11\/d=20\/, or contradicts itself/)]);
});
