import type { ContainerClient } from '@azure/storage-blob';
import { absent, knownValue } from '../../../../../tools/byoml/doctor/fact';
import { readExportEnd } from '../../../../../tools/byoml/doctor/facts/exportedBlobs';
import { overwrite, StorageFixture } from '../../../../shared/storage/storageFixture';
import { workspaceRoot } from '../doctorWorld';

const storage = new StorageFixture();
beforeAll(() => storage.start());
afterAll(() => storage.stop());

async function containerWith(...names: readonly string[]): Promise<ContainerClient> {
  const container = storage.newContainer();
  await container.create();
  for (const name of names) await overwrite(container, name, '{}\n');
  return container;
}

const endOf = async (...names: readonly string[]) => knownValue(await readExportEnd(await containerWith(...names)));

it.each([
  ['five minutes, with a zero', 'm=55/PT05M.json', '2026-11-21T00:00:00.000Z'],
  ['five minutes, without one', 'm=55/PT5M.json', '2026-11-21T00:00:00.000Z'],
  ['a full blob’s successor', 'm=50/PT05M_3.json', '2026-11-20T23:55:00.000Z'],
  ['an hour, as before October 2021', 'm=00/PT1H.json', '2026-11-21T00:00:00.000Z'],
])('knows a blob of %s', async (_title, file, rowsUntil) => {
  const end = await endOf(`${workspaceRoot}y=2026/m=11/d=20/h=23/${file}`);
  expect(end).toMatchObject({ newest: { rowsUntil: new Date(rowsUntil) }, otherNames: [] });
});

it('opens only the last year, month, day and hour', async () => {
  const last = `${workspaceRoot}y=2026/m=11/d=20/h=08/m=10/PT05M.json`;
  const container = await containerWith(
    `${workspaceRoot}y=2025/m=12/d=31/h=23/m=55/PT05M.json`,
    `${workspaceRoot}y=2026/m=09/d=30/h=23/m=55/PT05M.json`,
    `${workspaceRoot}y=2026/m=11/d=19/h=23/m=55/PT05M.json`,
    `${workspaceRoot}y=2026/m=11/d=20/h=07/m=55/PT05M.json`,
    last,
  );
  storage.requests.length = 0;
  expect(knownValue(await readExportEnd(container))?.newest?.name).toBe(last);
  // The root, nine levels of the workspace's id, year, month, day, and the hour at once.
  expect(storage.requests).toHaveLength(14);
});

it('takes the workspace that was written last, where several export', async () => {
  const container = await containerWith(`${workspaceRoot}y=2026/m=11/d=20/h=08/m=10/PT05M.json`);
  const other = `${workspaceRoot.replace(/soc\/$/, 'other/')}y=2026/m=11/d=01/h=08/m=10/PT05M.json`;
  // The service tells times in whole seconds.
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  await overwrite(container, other, '{}\n');
  expect(knownValue(await readExportEnd(container))?.newest?.name).toBe(other);
});

it('names what is no part of an export', async () => {
  expect(await endOf('readme.txt', 'y=2026/m=11/d=20/h=08/other.json', 'am-heartbeat/x.json')).toEqual({
    otherNames: ['am-heartbeat/', 'readme.txt', 'y=2026/m=11/d=20/h=08/other.json'],
  });
});

it('tells a container that is empty, or not there', async () => {
  expect(await readExportEnd(await containerWith())).toEqual(absent);
  expect(await readExportEnd(storage.newContainer())).toEqual(absent);
});
