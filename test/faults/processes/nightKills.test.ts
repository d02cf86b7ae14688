import { fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ContainerClient } from '@azure/storage-blob';
import { Random } from '../../../tools/sample/random';
import { exportDay, night } from '../../shared/jobs/exportedDays';
import { blobNames, StorageFixture } from '../../shared/storage/storageFixture';
import { runTypeScript } from './runTypeScript';

const days = 30;
const rowsPerDay = 39;
const kills = 5;

const storage = new StorageFixture();
beforeAll(() => storage.start());
afterAll(() => storage.stop());

/** A night in a process that is killed when its request of this number comes, or is answered. */
async function killedNight(places: { exports: ContainerClient; models: ContainerClient }, at: number, random: Random) {
  const names = [places.exports.containerName, places.models.containerName, String(days)];
  const child = fork(join(__dirname, 'nightProcess.ts'), [storage.connectionString, ...names], {
    execArgv: [...runTypeScript],
  });
  let requests = 0;
  storage.fault = ({ method, path }) => {
    if (++requests < at) return undefined;
    if (requests === at) console.log(`killed at request ${at}: ${method} ${path.split('?')[0]}`);
    child.kill('SIGKILL');
    return random.next() < 0.5 ? 'lostRequest' : 'lostAnswer';
  };
  const [, signal] = await once(child, 'exit');
  storage.fault = () => undefined;
  return signal;
}

const seed = process.env.NIGHT_SEED ?? String(randomInt(1_000_000));

it(`a night killed at ${kills} points and run again gives the model of an undisturbed one (NIGHT_SEED=${seed})`, async () => {
  const random = new Random(`nights ${seed}`);
  const exports = storage.newContainer();
  await exports.create();
  for (let day = 0; day < days; day++) await exportDay(exports, day);

  const undisturbed = storage.newContainer();
  const expected = await night({ exports, models: undisturbed }, days);
  expect(expected.read.rows).toBe(days * rowsPerDay);
  const requests = storage.requests.length;

  const keptDays: number[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const models = storage.newContainer();
    const at = 1 + Math.floor(((kill + random.next()) / kills) * requests);
    expect(await killedNight({ exports, models }, at, random)).toBe('SIGKILL');
    const kept = (await models.exists())
      ? (await blobNames(models)).filter((name) => name.includes('/aggregates/'))
      : [];
    const { manifest, read, reused, warnings } = await night({ exports, models }, days);
    expect(manifest.sha256).toBe(expected.manifest.sha256);
    expect(warnings).toEqual([]);
    expect(reused.rows).toBe(kept.length * rowsPerDay);
    expect(read.rows).toBe((days - kept.length) * rowsPerDay);
    keptDays.push(kept.length);
  }
  console.log(`${requests} requests; days kept by the killed nights: ${keptDays.join(', ')}`);
  expect(keptDays.at(-1)).toBeGreaterThan(keptDays[0]!);
}, 300_000);
