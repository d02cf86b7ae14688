import type { ContainerClient } from '@azure/storage-blob';
import { DayJournal, JournalError, type JournalOptions } from '../../../shared/storage/dayJournal';
import { FirstAccesses } from '../../../shared/storage/firstAccesses';
import { journalBlocks } from '../../../shared/storage/journalBlocks';
import { JournalNameError } from '../../../shared/storage/journalLayout';
import { encodeJournalLine } from '../../../shared/storage/journalLine';
import { access } from '../../support/accesses';
import { blobNames, overwrite, readText, StorageFixture, unreachableContainer } from './storageFixture';

const storage = new StorageFixture();
beforeAll(() => storage.start());
afterAll(() => storage.stop());

const now = new Date('2026-11-28T12:00:00Z');
const today = '2026-11-28';
const yesterday = '2026-11-27';

function journalOf(container: ContainerClient, options: Partial<JournalOptions> = {}) {
  return new DayJournal(container, { detector: 'resourceAccess', shard: 'a', ...options });
}

function entry(resource: string, time = '2026-11-28T08:00:00Z', itemId = resource) {
  return access({ resource, time: Date.parse(time), itemId });
}

async function appendText(container: ContainerClient, name: string, text: string): Promise<void> {
  await container.getAppendBlobClient(name).createIfNotExists();
  await container.getAppendBlobClient(name).appendBlock(text, Buffer.byteLength(text));
}

describe('append and read', () => {
  it('gives a day back in the order of time, from a container that it creates', async () => {
    const container = storage.newContainer();
    const journal = journalOf(container);
    expect(await journal.read(today)).toEqual({ entries: [], beyondLimit: 0, position: {}, damaged: {} });
    const told = [entry('s', '2026-11-28T09:00:00Z'), entry('r', '2026-11-28T08:00:00Z')];
    expect(await journal.append(told, now)).toEqual({ appended: 2, outside: 0 });
    expect((await journal.read(today)).entries).toEqual([told[1], told[0]]);
    expect(await blobNames(container)).toEqual(['resourceAccess/2026-11-28/a-0.jsonl']);
  });

  it('writes each access to its own day, however late it comes', async () => {
    const journal = journalOf(storage.newContainer());
    const late = entry('r', '2026-11-27T23:59:59.999Z');
    const early = entry('r', '2026-11-28T00:00:00Z');
    await journal.append([early, late], now);
    expect((await journal.read(yesterday)).entries).toEqual([late]);
    expect((await journal.read(today)).entries).toEqual([early]);
  });

  it('takes no day that is too long past, or more than one ahead', async () => {
    const container = storage.newContainer();
    const journal = journalOf(container, { days: 2 });
    const times = ['2026-11-26T11:59:59Z', '2026-11-26T12:00:00Z', '2026-11-29T12:00:00Z', '2026-11-29T12:00:01Z'];
    const told = [...times.map((time) => entry('r', time)), access({ time: Number.NaN })];
    expect(await journal.append(told, now)).toEqual({ appended: 2, outside: 3 });
    expect(await blobNames(container)).toEqual([
      'resourceAccess/2026-11-26/a-0.jsonl',
      'resourceAccess/2026-11-29/a-0.jsonl',
    ]);
  });

  it('tells an access once that was told twice, with its earliest time', async () => {
    const journal = journalOf(storage.newContainer());
    await journal.append([entry('r', '2026-11-28T09:00:00Z', 'late'), entry('s')], now);
    await journal.append([entry('r', '2026-11-28T08:00:00Z', 'b'), entry('s')], now);
    await journal.append([entry('r', '2026-11-28T08:00:00Z', 'a')], now);
    const { entries } = await journal.read(today);
    expect(entries.map(({ resource, itemId }) => [resource, itemId])).toEqual([
      ['r', 'a'],
      ['s', 's'],
    ]);
  });

  it('loses nothing of what many instances append at once, whether they share a shard or not', async () => {
    const container = storage.newContainer();
    const instances = Array.from({ length: 12 }, (_, i) => journalOf(container, { shard: `${i % 3}` }));
    await Promise.all(
      instances.map(async (journal, i) => {
        for (let turn = 0; turn < 5; turn++) await journal.append([entry(`${i}-${turn}`), entry('shared')], now);
      }),
    );
    const { entries, damaged } = await journalOf(container).read(today);
    expect(entries).toHaveLength(12 * 5 + 1);
    expect(damaged).toEqual({});
    expect(await blobNames(container)).toHaveLength(3);
  });

  it('counts what is beyond the limit of a user', async () => {
    const journal = journalOf(storage.newContainer(), { limits: { ofUser: 2, ofAll: 9 } });
    await journal.append(
      ['r', 's', 't'].map((resource) => entry(resource)),
      now,
    );
    expect(await journal.read(today)).toMatchObject({ entries: { length: 2 }, beyondLimit: 1 });
  });

  it('reads blobs of more than one range', async () => {
    const journal = journalOf(storage.newContainer());
    const told = Array.from({ length: 9_000 }, (_, i) => entry(`${i}${'x'.repeat(990)}`));
    await journal.append(told, now);
    const { entries, damaged, position } = await journal.read(today);
    expect(new Set(entries.map(({ resource }) => resource))).toEqual(new Set(told.map(({ resource }) => resource)));
    expect(damaged).toEqual({});
    expect(Object.values(position)[0]).toBeGreaterThan(8 * 1024 * 1024);
  });
});

describe('a full blob', () => {
  const appendedTo = (blob: string) =>
    storage.requests.filter(({ path }) => path.includes(blob) && path.includes('comp=appendblock')).length;

  it('is followed by the next one, which is remembered', async () => {
    const container = storage.newContainer();
    const journal = journalOf(container);
    await journal.append([entry('r')], now);
    storage.requests.length = 0;
    storage.fault = ({ path }) =>
      path.includes('a-0.jsonl') && path.includes('comp=appendblock')
        ? { status: 409, code: 'BlockCountExceedsLimit' }
        : undefined;
    await journal.append([entry('s')], now);
    await journal.append([entry('t')], now);
    expect(appendedTo('a-0.jsonl')).toBe(1);
    expect(await blobNames(container)).toEqual([
      'resourceAccess/2026-11-28/a-0.jsonl',
      'resourceAccess/2026-11-28/a-1.jsonl',
    ]);
    expect((await journal.read(today)).entries).toHaveLength(3);
    await journalOf(container).append([entry('u')], now);
    expect((await readText(container, 'resourceAccess/2026-11-28/a-1.jsonl')).split('\n')).toHaveLength(4);
  });

  it('may be one of another kind that somebody has put there', async () => {
    const container = storage.newContainer();
    await container.create();
    await overwrite(container, 'resourceAccess/2026-11-28/a-0.jsonl', 'not of the journal\n');
    const journal = journalOf(container);
    await journal.append([entry('r')], now);
    const { entries, damaged } = await journal.read(today);
    expect(entries).toHaveLength(1);
    expect(damaged).toEqual({ 'resourceAccess/2026-11-28/a-0.jsonl': 1 });
  });

  it('does not lead on for ever', async () => {
    const journal = journalOf(storage.newContainer());
    storage.fault = () => ({ status: 409, code: 'BlockCountExceedsLimit' });
    await expect(journal.append([entry('r')], now)).rejects.toThrow(/a-1000\.jsonl could not be written/);
  });
});

describe('reading on', () => {
  it('reads only what is new, in blobs that were known and others', async () => {
    const container = storage.newContainer();
    const [a, b] = [journalOf(container), journalOf(container, { shard: 'b' })];
    await a.append([entry('r')], now);
    const first = await a.read(today);
    await a.append([entry('s')], now);
    await b.append([entry('t')], now);
    const second = await a.read(today, JSON.parse(JSON.stringify(first.position)));
    expect(second.entries.map(({ resource }) => resource)).toEqual(['s', 't']);
    const third = await a.read(today, second.position);
    expect(third).toEqual({ entries: [], beyondLimit: 0, position: second.position, damaged: {} });
  });

  it('comes to what one reading of all comes to', async () => {
    const journal = journalOf(storage.newContainer());
    const first = new FirstAccesses();
    let position = {};
    for (let turn = 0; turn < 6; turn++) {
      await journal.append([entry(`${turn % 3}`, `2026-11-28T0${9 - turn}:00:00Z`)], now);
      const reading = await journal.read(today, position);
      for (const one of reading.entries) first.add(one);
      position = reading.position;
    }
    expect(first.inOrder()).toEqual((await journal.read(today)).entries);
  });

  it.each([
    1e9,
    -1,
    0.5,
    Number.NaN,
  ])('reads a blob from its start where it does not fit a position of %s', async (place) => {
    const journal = journalOf(storage.newContainer());
    await journal.append([entry('r')], now);
    const { entries } = await journal.read(today, { 'resourceAccess/2026-11-28/a-0.jsonl': place });
    expect(entries).toHaveLength(1);
  });

  it('asks for no byte of what has been read', async () => {
    const journal = journalOf(storage.newContainer());
    await journal.append([entry('r')], now);
    const { position } = await journal.read(today);
    storage.requests.length = 0;
    await journal.read(today, position);
    expect(storage.requests.filter(({ path }) => path.includes('.jsonl'))).toEqual([]);
  });
});

describe('damage', () => {
  const name = 'resourceAccess/2026-11-28/a-0.jsonl';

  it('is counted by blob, and costs no other line', async () => {
    const container = storage.newContainer();
    const journal = journalOf(container);
    await journal.append([entry('r')], now);
    const ofAnotherDay = encodeJournalLine(entry('x', '2026-11-27T08:00:00Z'));
    const tooLong = `${'x'.repeat(200_000)}\n`;
    await appendText(container, name, `no JSON\n{"tenant":"0"}\n\n${ofAnotherDay}${tooLong}`);
    await journal.append([entry('s')], now);
    await journalOf(container, { shard: 'b' }).append([entry('t')], now);
    const { entries, damaged, position } = await journal.read(today);
    expect(entries.map(({ resource }) => resource).sort()).toEqual(['r', 's', 't']);
    expect(damaged).toEqual({ [name]: 5 });
    expect((await journal.read(today, position)).damaged).toEqual({});
  });

  it('may be a line that is still being written, which is read again', async () => {
    const container = storage.newContainer();
    const journal = journalOf(container);
    await journal.append([entry('r')], now);
    const line = encodeJournalLine(entry('s'));
    await appendText(container, name, line.slice(0, 20));
    const torn = await journal.read(today);
    expect(torn).toMatchObject({ entries: { length: 1 }, damaged: { [name]: 1 } });
    await appendText(container, name, line.slice(20));
    const whole = await journal.read(today, torn.position);
    expect(whole).toMatchObject({ entries: [entry('s')], damaged: {} });
  });

  it('is nothing that lies beside the journal', async () => {
    const container = storage.newContainer();
    const journal = journalOf(container);
    await journal.append([entry('r')], now);
    await overwrite(container, 'resourceAccess/2026-11-28/notes.txt', 'x');
    expect(await journal.read(today)).toMatchObject({ entries: { length: 1 }, damaged: {} });
  });
});

describe('faults', () => {
  it('are told with what to do', async () => {
    const journal = journalOf(unreachableContainer());
    await expect(journal.append([entry('r')], now)).rejects.toThrow(JournalError);
    await expect(journal.append([entry('r')], now)).rejects.toThrow(
      /container models, resourceAccess\/2026-11-28\/a-0\.jsonl could not be written \(.*ECONNREFUSED.*Data Contributor/,
    );
    await expect(journal.read(today)).rejects.toThrow(/resourceAccess\/2026-11-28\/ could not be listed/);
    await expect(journal.deleteBefore(today)).rejects.toThrow(JournalError);
  });

  it('in reading a blob are told with its name', async () => {
    const journal = journalOf(storage.newContainer());
    await journal.append([entry('r')], now);
    storage.fault = ({ path }) => (path.includes('.jsonl') ? { status: 503, code: 'ServerBusy' } : undefined);
    await expect(journal.read(today)).rejects.toThrow(
      /a-0\.jsonl could not be read or deleted \(ServerBusy, HTTP 503\)/,
    );
  });

  it('that lose an answer double an entry at most', async () => {
    const container = storage.newContainer();
    const journal = journalOf(container);
    await journal.append([entry('r')], now);
    storage.fault = ({ path }) => (path.includes('comp=appendblock') ? 'lostAnswer' : undefined);
    await expect(journal.append([entry('s')], now)).rejects.toThrow(JournalError);
    storage.fault = () => undefined;
    await journal.append([entry('s')], now);
    expect((await readText(container, 'resourceAccess/2026-11-28/a-0.jsonl')).split('\n')).toHaveLength(4);
    expect((await journal.read(today)).entries).toHaveLength(2);
  });

  it('that break a range are tried again', async () => {
    const journal = journalOf(storage.newContainer());
    await journal.append([entry('r')], now);
    let broken = 0;
    storage.fault = ({ method, path }) => {
      const isBroken = method === 'GET' && path.includes('.jsonl') && broken++ < 2;
      return isBroken ? { status: 412, code: 'ConditionNotMet' } : undefined;
    };
    expect((await journal.read(today)).entries).toHaveLength(1);
  });

  it('pass over a blob that is deleted while the day is read', async () => {
    const container = storage.newContainer();
    await journalOf(container).append([entry('r')], now);
    await journalOf(container, { shard: 'b' }).append([entry('s')], now);
    storage.fault = ({ path }) => (path.includes('a-0.jsonl') ? { status: 404, code: 'BlobNotFound' } : undefined);
    expect((await journalOf(container).read(today)).entries.map(({ resource }) => resource)).toEqual(['s']);
  });

  it('end with the signal of who asked', async () => {
    const journal = journalOf(storage.newContainer());
    const call = { abortSignal: AbortSignal.abort() };
    await expect(journal.append([entry('r')], now, call)).rejects.toThrow(JournalError);
    await expect(journal.read(today, {}, call)).rejects.toThrow(JournalError);
    await expect(journal.deleteBefore(today, call)).rejects.toThrow(JournalError);
  });
});

describe('deleteBefore', () => {
  it('deletes the days before, and nothing that is not of the journal', async () => {
    const container = storage.newContainer();
    const journal = journalOf(container);
    await journal.append(
      ['2026-11-26', yesterday, today].map((day) => entry('r', `${day}T08:00:00Z`)),
      now,
    );
    await overwrite(container, 'resourceAccess/2026-11-26/notes.txt', 'x');
    await overwrite(container, 'another/2026-11-26/a-0.jsonl', 'x');
    await journal.deleteBefore(today);
    expect(await blobNames(container)).toEqual([
      'another/2026-11-26/a-0.jsonl',
      'resourceAccess/2026-11-26/notes.txt',
      'resourceAccess/2026-11-28/a-0.jsonl',
    ]);
    await journal.deleteBefore(today);
  });

  it('lets a day be written anew that was deleted', async () => {
    const journal = journalOf(storage.newContainer());
    await journal.append([entry('r', '2026-11-27T08:00:00Z')], now);
    await journal.deleteBefore(today);
    await journal.append([entry('s', '2026-11-27T08:00:00Z')], now);
    expect((await journal.read(yesterday)).entries).toHaveLength(1);
  });
});

it.each(['', 'a/b', '../a', 'x'.repeat(33)])('takes no shard named %j', (shard) => {
  expect(() => journalOf(unreachableContainer(), { shard })).toThrow(JournalNameError);
});

it.each(['', '2026-11-31', '2026-11-28T', '28.11.2026', '2026-11-2'])('takes %j for no day', async (day) => {
  const journal = journalOf(unreachableContainer());
  await expect(journal.read(day)).rejects.toThrow(/is no day: write it as 2026-11-28/);
  await expect(journal.deleteBefore(day)).rejects.toThrow(JournalNameError);
});

it('cuts blocks between lines', () => {
  const entries = Array.from({ length: 10 }, (_, i) => entry(`${i}`));
  const lines = entries.map(encodeJournalLine);
  const blocks = [...journalBlocks(entries, Buffer.byteLength(lines[0]!) * 3 + 1)].map(String);
  expect(blocks).toEqual(
    [lines.slice(0, 3), lines.slice(3, 6), lines.slice(6, 9), lines.slice(9)].map((of) => of.join('')),
  );
  expect([...journalBlocks(entries, 1)]).toHaveLength(10);
  expect([...journalBlocks([])]).toEqual([]);
});
