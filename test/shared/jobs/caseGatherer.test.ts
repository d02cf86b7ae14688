import type { ResultRow } from '../../../shared/detectors/resourceAccess/columns';
import { resourceAccessScoring } from '../../../shared/detectors/resourceAccess/scoring';
import { emptyCaseCounts } from '../../../shared/jobs/caseCounts';
import type { CaseGatherer } from '../../../shared/jobs/caseGatherer';
import { caseLimits } from '../../../shared/jobs/caseLimits';
import { DeliveryError } from '../../../shared/sinks/deliverRows';
import { JournalError } from '../../../shared/storage/dayJournal';
import { blobNames, StorageFixture, unreachableContainer } from '../storage/storageFixture';
import { type CasePlaces, countingDetector, instanceOn, invocation, messageOf, publishSmallModel } from './caseWorld';

const storage = new StorageFixture();
beforeAll(() => storage.start());
afterAll(() => storage.stop());

const now = new Date('2026-11-28T12:00:00Z');
const [eight, nine, ten] = ['08', '09', '10'].map((hour) => `2026-11-28T${hour}:00:00Z`) as [string, string, string];
const yesterday = '2026-11-27T23:59:00Z';

type Instance = ReturnType<typeof instanceOn>;
type Gatherer = CaseGatherer<unknown, ResultRow>;

async function world(): Promise<CasePlaces & { version: string }> {
  const models = storage.newContainer();
  const version = await publishSmallModel(models, new Date('2026-11-28T02:30:00Z'));
  return { models, journal: storage.newContainer(), deadLetters: storage.newContainer(), version };
}

async function score({ scorer }: Instance, ...bodies: Buffer[]) {
  const { context, lines } = invocation('scoreEvents');
  const scored = await scorer.score(bodies, context, now);
  await scorer.settle({ delivered: scored.findings.map(({ row }) => row), refused: [], late: [] }, scored, context);
  return lines;
}

/** One turn of the timer, all of whose cases are delivered. */
async function turn({ gatherer }: Pick<Instance, 'gatherer'>, at = now) {
  const { context, lines } = invocation('gatherCases');
  const gathered = await gatherer.gather(context, at);
  const rows = [...gathered.cases.keys()];
  gatherer.settle({ delivered: rows, refused: [], late: [] }, gathered, context);
  return { rows, lines, line: lines.length > 0 ? JSON.parse(lines.at(-1)!.text) : undefined };
}

it('makes a case of what a user opened for the first time in a day, whoever scored it and in whatever order it came', async () => {
  const places = await world();
  const [one, other] = [instanceOn(places, '1'), instanceOn(places, '2')];
  await score(one, messageOf(`a y ${nine}`, `a x ${eight}`, `b x ${nine}`), messageOf(`a x ${ten}`));
  await score(other, messageOf(`A z ${ten}`, `a x ${yesterday}`));
  expect(await blobNames(places.journal)).toEqual([
    'resourceAccess/2026-11-27/2-0.jsonl',
    'resourceAccess/2026-11-28/1-0.jsonl',
    'resourceAccess/2026-11-28/2-0.jsonl',
  ]);
  const { rows, lines, line } = await turn(one);
  expect(rows).toMatchObject([
    {
      Kind: 'case',
      User: 'contoso\\a',
      Resource: 'fs01\\z',
      AnomalyScore: 3,
      AccessCount: 3,
      FirstAccess: '2026-11-28T08:00:00.000Z',
      LastAccess: '2026-11-28T10:00:00.000Z',
      ModelVersion: places.version,
      ScoredAt: now.toISOString(),
      TenantKey: 't',
    },
  ]);
  expect(rows[0]!.Reasons).toMatchObject({
    accesses: [{ resource: 'fs01\\x' }, { resource: 'fs01\\y' }, { resource: 'fs01\\z' }],
  });
  const counts = { ...emptyCaseCounts(), entries: 5, userDays: 3, scored: 3, written: 1 };
  expect(line).toEqual({ function: 'gatherCases', ...counts });
  expect(lines.map(({ level }) => level)).toEqual(['information']);
});

it('tells a case again under the same key when it grows, and says nothing while nothing changes', async () => {
  const places = await world();
  const instance = instanceOn(places);
  await score(instance, messageOf(`a x ${eight}`, `a y ${nine}`));
  const first = await turn(instance);
  const idle = await turn(instance);
  expect(idle.rows).toEqual([]);
  expect(idle.line).toEqual({ function: 'gatherCases', ...emptyCaseCounts() });
  await score(instance, messageOf(`a z ${ten}`));
  const grown = await turn(instance);
  expect(grown.rows).toMatchObject([{ RecordId: first.rows[0]!.RecordId, AccessCount: 3 }]);
});

it('makes nothing of a message that comes again, and the same case on an instance that knows nothing', async () => {
  const places = await world();
  const instance = instanceOn(places, '1');
  const message = messageOf(`a x ${eight}`, `a y ${nine}`);
  await score(instance, message);
  const { rows } = await turn(instance);
  await score(instance, message);
  await score(instanceOn(places, '2'), message);
  const again = await turn(instance);
  expect(again.rows).toEqual([]);
  expect(again.line).toMatchObject({ entries: 2, userDays: 0 });
  const fresh = await turn(instanceOn(places, '3'));
  expect(fresh.rows).toEqual(rows);
});

it('asks nothing of the journal where a batch holds no first-time access', async () => {
  const places = await world();
  const instance = instanceOn(places, '0', countingDetector(new Set(['fs01\\x'])));
  await score(instance, messageOf(`a x ${eight}`));
  expect(await places.journal.exists()).toBe(false);
});

it('appends once for a batch and day', async () => {
  const places = await world();
  const instance = instanceOn(places);
  await score(instance, messageOf(`a x ${eight}`));
  storage.requests.length = 0;
  await score(instance, messageOf(`a x ${nine}`, `a y ${nine}`), messageOf(`b x ${ten}`));
  const appends = storage.requests.filter(({ path }) => path.includes(places.journal.containerName));
  expect(appends).toMatchObject([{ method: 'PUT', path: expect.stringContaining('comp=appendblock'), status: 201 }]);
});

it('has the batch come again while the journal cannot be written, and loses nothing', async () => {
  const places = await world();
  const instance = instanceOn(places);
  storage.fault = ({ path }) =>
    path.includes(places.journal.containerName) ? { status: 503, code: 'ServerBusy' } : undefined;
  const message = messageOf(`a x ${eight}`, `a y ${nine}`);
  const { context, lines } = invocation('scoreEvents');
  await expect(instance.scorer.score([message], context, now)).rejects.toThrow(JournalError);
  expect(lines.map(({ text }) => JSON.parse(text))).toMatchObject([{ received: 1, retried: 1, written: 0 }]);
  const reading = invocation('gatherCases');
  await expect(instance.gatherer.gather(reading.context, now)).rejects.toThrow(JournalError);
  expect(JSON.parse(reading.lines[0]!.text)).toMatchObject({ entries: 0, error: expect.stringMatching(/503/) });
  storage.fault = () => undefined;
  await score(instance, message);
  expect((await turn(instance)).rows).toMatchObject([{ AccessCount: 2 }]);
});

it('makes no second case of an append whose answer was lost', async () => {
  const places = await world();
  const instance = instanceOn(places);
  await score(instance, messageOf(`a x ${eight}`));
  let losses = 0;
  storage.fault = ({ path }) => (path.includes('appendblock') && losses++ === 0 ? 'lostAnswer' : undefined);
  const message = messageOf(`a y ${nine}`);
  await expect(instance.scorer.score([message], invocation('scoreEvents').context, now)).rejects.toThrow(JournalError);
  await score(instance, message);
  const { rows, line } = await turn(instance);
  expect(rows).toMatchObject([{ AccessCount: 2 }]);
  expect(line).toMatchObject({ entries: 2, damagedLines: 0 });
});

describe('what could not be delivered', () => {
  async function twoCases() {
    const places = await world();
    const instance = instanceOn(places);
    await score(instance, messageOf(`a x ${eight}`, `a y ${nine}`, `b x ${eight}`, `b y ${nine}`));
    const { context, lines } = invocation('gatherCases');
    const gathered = await instance.gatherer.gather(context, now);
    return { instance, context, lines, gathered, rows: [...gathered.cases.keys()] };
  }

  it('is delivered by the next turn', async () => {
    const { instance, context, lines, gathered, rows } = await twoCases();
    const error = new DeliveryError([rows[1]!], new Error('HTTP 503'));
    const delivery = { delivered: [rows[0]!], refused: [], late: [], error };
    expect(() => instance.gatherer.settle(delivery, gathered, context)).toThrow(error);
    expect(JSON.parse(lines[0]!.text)).toMatchObject({ written: 1, waiting: 1, error: expect.stringMatching(/503/) });
    expect((await turn(instance)).rows).toEqual([rows[1]]);
  });

  it('waits where time ran out, too', async () => {
    const { instance, context, gathered, rows } = await twoCases();
    instance.gatherer.settle({ delivered: [], refused: [], late: rows }, gathered, context);
    expect((await turn(instance)).rows).toEqual(rows);
  });

  it('is told where it was refused, and waits for what refuses it to be put right', async () => {
    const { instance, context, lines, gathered, rows } = await twoCases();
    const refused = rows.map((row) => ({ row, error: new Error('HTTP 400: no such column') }));
    instance.gatherer.settle({ delivered: [], refused, late: [] }, gathered, context);
    expect(lines.map(({ level }) => level)).toEqual(['warning']);
    expect(JSON.parse(lines[0]!.text)).toMatchObject({ refused: 2, waiting: 2, detail: 'HTTP 400: no such column' });
    expect((await turn(instance)).rows).toEqual(rows);
  });
});

it('does not count what the model has learnt since', async () => {
  const places = await world();
  await score(instanceOn(places), messageOf(`a x ${eight}`, `a y ${nine}`, `b x ${eight}`));
  const { rows, line } = await turn(instanceOn(places, '0', countingDetector(new Set(['fs01\\x']))));
  expect(rows).toEqual([]);
  expect(line).toMatchObject({ userDays: 2, scored: 1, waiting: 0 });
});

it('forgets and deletes days that are past, and reads no others', async () => {
  const places = await world();
  const instance = instanceOn(places);
  await score(instance, messageOf(`a x ${yesterday}`, `a y ${yesterday}`, `b x ${eight}`, `b y ${eight}`));
  const tomorrow = new Date(now.getTime() + 86_400_000);
  const { rows } = await turn(instance, tomorrow);
  expect(rows).toMatchObject([{ User: 'contoso\\b' }]);
  expect(await blobNames(places.journal)).toEqual(['resourceAccess/2026-11-28/0-0.jsonl']);
});

it('counts what comes too late to make a case', async () => {
  const places = await world();
  const lines = await score(instanceOn(places), messageOf(`a x 2026-11-26T08:00:00Z`, `a y ${eight}`));
  expect(JSON.parse(lines[0]!.text)).toMatchObject({ scored: 2, tooLateForCase: 1 });
  expect(await blobNames(places.journal)).toEqual(['resourceAccess/2026-11-28/0-0.jsonl']);
});

it('warns of lines that are no entries, and reads the others', async () => {
  const places = await world();
  const instance = instanceOn(places);
  await score(instance, messageOf(`a x ${eight}`, `a y ${eight}`));
  await places.journal.getAppendBlobClient('resourceAccess/2026-11-28/0-0.jsonl').appendBlock('{"user":1}\n', 11);
  const { rows, lines, line } = await turn(instance);
  expect(rows).toHaveLength(1);
  expect(line).toMatchObject({ damagedLines: 1 });
  expect(lines.map(({ level }) => level)).toEqual(['warning']);
});

it('writes no more cases in a turn than it may, and the others in the next ones', async () => {
  const places = await world();
  const instance = instanceOn(places);
  const users = Array.from({ length: caseLimits.rows + 1 }, (_, i) => `u${i}`);
  await score(instance, messageOf(...users.flatMap((user) => [`${user} x ${eight}`, `${user} y ${nine}`])));
  const first = await turn(instance);
  expect(first.rows).toHaveLength(caseLimits.rows);
  expect(first.line).toMatchObject({ waiting: 1 });
  const second = await turn(instance);
  const told = [...first.rows, ...second.rows].map(({ User: user }) => user);
  expect(told.sort()).toEqual(users.map((user) => `contoso\\${user}`).sort());
});

it('counts the accesses of a user beyond the limit, with a warning', async () => {
  const places = await world();
  const instance = instanceOn(places);
  const shares = Array.from({ length: caseLimits.accesses.ofUser + 3 }, (_, i) => `a s${i} ${eight}`);
  await score(instance, messageOf(...shares));
  const { rows, line } = await turn(instance);
  expect(rows).toMatchObject([{ AccessCount: caseLimits.accesses.ofUser }]);
  expect(line).toMatchObject({ beyondLimit: 3 });
});

describe('without anything to judge by', () => {
  it('does nothing while there is no model, and says so once', async () => {
    const places = { ...(await world()), models: storage.newContainer(), journal: unreachableContainer() };
    const { gatherer } = instanceOn(places);
    const { line } = await turn({ gatherer });
    expect(line).toEqual({ function: 'gatherCases', ...emptyCaseCounts(), idle: 'there is no model yet' });
    expect((await turn({ gatherer })).lines).toEqual([]);
  });

  it('does nothing by a model that judges no days', async () => {
    const places = { ...(await world()), journal: unreachableContainer() };
    const { gatherer } = instanceOn(places, '0', resourceAccessScoring);
    const { line } = await turn({ gatherer });
    expect(line.idle).toBe(`model ${places.version} judges single accesses only`);
    expect((await turn({ gatherer })).lines).toEqual([]);
  });

  it('throws where it cannot know whether there is a model', async () => {
    const { gatherer } = instanceOn({ ...(await world()), models: unreachableContainer() });
    const { context, lines } = invocation('gatherCases');
    await expect((gatherer as Gatherer).gather(context, now)).rejects.toMatchObject({ reason: 'unavailable' });
    expect(JSON.parse(lines[0]!.text)).toMatchObject({ error: expect.any(String) });
  });
});
