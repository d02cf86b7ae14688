import { InvocationContext } from '@azure/functions';
import type { ContainerClient } from '@azure/storage-blob';
import { trainAccessAnomaly } from '../../../shared/detectors/resourceAccess/accessAnomaly';
import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import { defaultIdentityRules, type IdentityRules } from '../../../shared/events/identity';
import { Scorer } from '../../../shared/jobs/scorer';
import { softDeadline } from '../../../shared/jobs/softDeadline';
import { SettingError } from '../../../shared/settings';
import { DeliveryError } from '../../../shared/sinks/deliverRows';
import { DayJournal } from '../../../shared/storage/dayJournal';
import { DeadLetterError } from '../../../shared/storage/deadLetters';
import { ModelSource } from '../../../shared/storage/modelSource';
import { publishModel } from '../../../shared/storage/publishModel';
import { defaultRule } from '../../support/writingRules';
import { fileShareRow } from '../events/rows';
import { blobNames, readText, StorageFixture, unreachableContainer } from '../storage/storageFixture';

const storage = new StorageFixture();
beforeAll(() => storage.start());
afterAll(() => storage.stop());

function scorerOn(models: ContainerClient, deadLetters = storage.newContainer(), rules: Partial<IdentityRules> = {}) {
  const { name: detector, decode } = resourceAccess;
  return new Scorer(() => ({
    detector: resourceAccess,
    models: new ModelSource({ container: models, detector, decode }),
    deadLetters,
    journal: new DayJournal(unreachableContainer(), { detector, shard: '0' }),
    identity: { ...defaultIdentityRules, ...rules },
    rule: defaultRule,
  }));
}

function invocation() {
  const lines: { readonly level: string; readonly text: string }[] = [];
  const context = new InvocationContext({
    functionName: 'scoreEvents',
    invocationId: 'i1',
    logHandler: (level, ...words) => lines.push({ level, text: words.join(' ') }),
    triggerMetadata: {
      partitionContext: { partitionId: '2' },
      systemPropertiesArray: [{ sequenceNumber: 7, offset: '512', enqueuedTimeUtc: '2026-11-20T08:00:00' }],
    },
  });
  return {
    context,
    logged: () => lines.map(({ text }) => JSON.parse(text)),
    levels: () => lines.map(({ level }) => level),
  };
}

function body(...accounts: string[]): Buffer {
  const records = accounts.map((account, index) => fileShareRow({ Account: account, _ItemId: `${index}` }));
  return Buffer.from(JSON.stringify({ records }));
}

const now = new Date('2026-11-20T09:00:00Z');

it('scores without a model, saying so, and logs counts that add up', async () => {
  const scorer = scorerOn(storage.newContainer());
  const { context, logged } = invocation();
  const scored = await scorer.score([body('CONTOSO\\a', 'CONTOSO\\b', 'CONTOSO\\FS01$')], context, now);
  const rows = scored.findings.map(({ row }) => row);
  expect(rows).toMatchObject([{ Reason: 'noModel' }, { Reason: 'noModel' }]);
  await scorer.settle({ delivered: rows, refused: [], late: [] }, scored, context);
  expect(logged()).toEqual([
    {
      function: 'scoreEvents',
      received: 3,
      skipped: { excludedAccount: 1 },
      scored: 2,
      parked: 0,
      retried: 0,
      written: 2,
    },
  ]);
});

describe('before the messages are read', () => {
  const unread = [{ function: 'scoreEvents', received: 2, skipped: {}, scored: 0, parked: 0, retried: 2, written: 0 }];

  it('throws where it cannot know whether there is a model, so that the batch is tried again', async () => {
    const { context, logged } = invocation();
    const scoring = scorerOn(unreachableContainer()).score([body('CONTOSO\\a'), body()], context, now);
    await expect(scoring).rejects.toMatchObject({ reason: 'unavailable' });
    expect(logged()).toEqual(unread);
  });

  it('throws while a setting is missing, and reads the settings again for the next batch', async () => {
    const { context, logged } = invocation();
    let reads = 0;
    const scorer = new Scorer(() => {
      throw new SettingError(`missing ${++reads}`);
    });
    const messages = [body(), body()];
    await expect(scorer.score(messages, context, now)).rejects.toThrow('missing 1');
    await expect(scorer.score(messages, context, now)).rejects.toThrow('missing 2');
    expect(logged()).toEqual([...unread, ...unread]);
  });
});

it('names users and resources as the model was trained, and leaves out what the setting says now', async () => {
  const container = storage.newContainer();
  const pairs = ['CONTOSO\\A', 'CONTOSO\\B'].flatMap((user) =>
    ['\\\\*\\Finance', '\\\\*\\HR'].map((resource) => ({ tenant: '0', user, resource, likelihood: 1 })),
  );
  const identity = { ...defaultIdentityRules, user: 'byoml', resource: 'byoml' } as const;
  const description = { detector: 'resourceAccess', identity, window: null, accesses: 4, quality: {} };
  const bytes = resourceAccess.encode({ model: trainAccessAnomaly(pairs), description });
  const { version } = await publishModel(container, 'resourceAccess', bytes, {}, now);
  const scorer = scorerOn(container, storage.newContainer(), { excludedAccounts: ['*\\B'] });
  const { findings, counts } = await scorer.score([body('CONTOSO\\C', 'CONTOSO\\B')], invocation().context, now);
  expect(findings.map(({ row }) => row)).toMatchObject([
    { User: 'CONTOSO\\C', Resource: '\\\\*\\Finance', Reason: 'unknownUser', ModelVersion: version },
  ]);
  expect(counts.skipped).toEqual({ excludedAccount: 1 });
});

describe('settling', () => {
  it('parks bodies without rows and messages of refused findings, whole, and counts their rows as parked', async () => {
    const deadLetters = storage.newContainer();
    const scorer = scorerOn(storage.newContainer(), deadLetters);
    const { context, logged, levels } = invocation();
    const bodies = [body('CONTOSO\\a', 'CONTOSO\\b'), Buffer.from([0xff, 0xfe])];
    const scored = await scorer.score(bodies, context, now);
    const [first, second] = scored.findings.map(({ row }) => row);
    const refused = [{ row: second!, error: new Error('HTTP 400: bad row') }];
    await scorer.settle({ delivered: [first!], refused, late: [] }, scored, context);

    expect(logged()).toMatchObject([{ received: 3, scored: 1, parked: 2, written: 1 }]);
    const [name] = await blobNames(deadLetters);
    expect(logged()).toMatchObject([
      { deadLetters: { blob: name, detail: 'The body cannot be read as rows: notJson.' } },
    ]);
    expect(levels()).toEqual(['warning']);
    const letters = (await readText(deadLetters, name!))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(letters).toMatchObject([
      { reason: 'notJson', partition: '2', encoding: 'base64', body: '//4=' },
      { reason: 'refused', detail: 'HTTP 400: bad row', encoding: 'utf8', body: bodies[0]!.toString() },
    ]);
  });

  it('parks a message once, whatever number of its findings is refused, and counts every row they stand for', async () => {
    const deadLetters = storage.newContainer();
    const scorer = scorerOn(storage.newContainer(), deadLetters);
    const { context, logged } = invocation();
    const scored = await scorer.score([body('CONTOSO\\a', 'CONTOSO\\a', 'CONTOSO\\b')], context, now);
    const refused = scored.findings.map(({ row }) => ({ row, error: new Error('HTTP 400') }));
    expect(refused).toHaveLength(2);
    await scorer.settle({ delivered: [], refused, late: [] }, scored, context);
    expect(logged()).toMatchObject([{ received: 3, scored: 0, parked: 3, written: 0 }]);
    const [name] = await blobNames(deadLetters);
    expect((await readText(deadLetters, name!)).trim().split('\n')).toHaveLength(1);
  });

  it('parks messages that time has run out for, read or not, and counts their rows', async () => {
    const deadLetters = storage.newContainer();
    const scorer = scorerOn(storage.newContainer(), deadLetters);
    const { context, logged } = invocation();
    const bodies = [body('CONTOSO\\a', 'CONTOSO\\b'), body('CONTOSO\\c')];
    const clock = jest
      .spyOn(performance, 'now')
      .mockReturnValueOnce(0)
      .mockReturnValue(softDeadline.reading + 1);
    const scored = await scorer.score(bodies, context, now).finally(() => clock.mockRestore());
    const [first, second] = scored.findings.map(({ row }) => row);
    await scorer.settle({ delivered: [first!], refused: [], late: [second!] }, scored, context);
    expect(logged()).toMatchObject([{ received: 3, scored: 1, parked: 2, retried: 0, written: 1 }]);
    const [name] = await blobNames(deadLetters);
    const letters = (await readText(deadLetters, name!)).trim().split('\n');
    expect(letters.map((letter) => JSON.parse(letter))).toMatchObject([
      { reason: 'deadline', body: bodies[1]!.toString() },
      { reason: 'deadline', body: bodies[0]!.toString() },
    ]);
  });

  it('parks what cannot be written as JSON again', async () => {
    const deadLetters = storage.newContainer();
    const scorer = scorerOn(storage.newContainer(), deadLetters);
    const { context } = invocation();
    const scored = await scorer.score([{ id: 1n }], context, now);
    await scorer.settle({ delivered: [], refused: [], late: [] }, scored, context);
    const [name] = await blobNames(deadLetters);
    expect(JSON.parse(await readText(deadLetters, name!)).body).toBe('{ id: 1n }');
  });

  it('keeps the place in the hub', async () => {
    const deadLetters = storage.newContainer();
    const scorer = scorerOn(storage.newContainer(), deadLetters);
    const { context } = invocation();
    const scored = await scorer.score(['neither'], context, now);
    await scorer.settle({ delivered: [], refused: [], late: [] }, scored, context);
    const [name] = await blobNames(deadLetters);
    expect(JSON.parse(await readText(deadLetters, name!))).toMatchObject({
      partition: '2',
      sequenceNumber: 7,
      offset: '512',
      body: 'neither',
    });
  });

  it('throws a transient failure of the sink, parks nothing, and counts the rows as coming again', async () => {
    const deadLetters = storage.newContainer();
    const scorer = scorerOn(storage.newContainer(), deadLetters);
    const { context, logged } = invocation();
    const scored = await scorer.score([body('CONTOSO\\a', 'CONTOSO\\FS01$'), Buffer.from('')], context, now);
    const error = new DeliveryError(
      scored.findings.map(({ row }) => row),
      new Error('HTTP 503'),
    );
    await expect(scorer.settle({ delivered: [], refused: [], late: [], error }, scored, context)).rejects.toBe(error);
    expect(logged()).toMatchObject([
      { received: 3, skipped: { excludedAccount: 1 }, scored: 0, parked: 0, retried: 2 },
    ]);
    expect(await deadLetters.exists()).toBe(false);
  });

  it('throws when what must be parked cannot be, so that the batch is tried again', async () => {
    const scorer = scorerOn(storage.newContainer(), unreachableContainer());
    const { context } = invocation();
    const scored = await scorer.score([Buffer.from('x')], context, now);
    await expect(scorer.settle({ delivered: [], refused: [], late: [] }, scored, context)).rejects.toThrow(
      DeadLetterError,
    );
  });
});
