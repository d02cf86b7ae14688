import type { JournalEntry } from '../../../shared/storage/journalLine';
import { ToldJournal } from '../../../shared/storage/toldJournal';
import { access } from '../../support/accesses';

const now = new Date('2026-11-28T12:00:00Z');
const at = (time: string, resource = 'r') => access({ resource, time: Date.parse(`2026-11-28T${time}Z`) });

/** A journal that remembers each append, and fails or finds entries to be outside as it is told. */
function journal() {
  const appends: (readonly JournalEntry[])[] = [];
  const outcome = { fails: false, outside: 0 };
  return {
    appends,
    outcome,
    append: async (entries: readonly JournalEntry[]) => {
      if (outcome.fails) throw new Error('out of reach');
      appends.push(entries);
      return { appended: entries.length - outcome.outside, outside: outcome.outside };
    },
  };
}

it('is told what is new, an earlier time too, and nothing twice', async () => {
  const inner = journal();
  const told = new ToldJournal(inner);
  const [nine, eight] = [at('09:00:00'), at('08:00:00')];
  await told.append([nine], now);
  expect(await told.append([nine, at('10:00:00')], now)).toEqual({ appended: 0, outside: 0 });
  const other = at('10:00:00', 's');
  await told.append([at('10:00:00'), other], now);
  await told.append([eight], now);
  expect(inner.appends).toEqual([[nine], [other], [eight]]);
});

it('is told the first access of each day', async () => {
  const inner = journal();
  const told = new ToldJournal(inner);
  const days = [28, 27].map((day) => access({ time: Date.UTC(2026, 10, day, 9) }));
  await told.append([days[0]!], now);
  await told.append(days, now);
  expect(inner.appends).toEqual([[days[0]], [days[1]]]);
});

it('is told again what it could not be told', async () => {
  const inner = journal();
  const told = new ToldJournal(inner);
  inner.outcome.fails = true;
  await expect(told.append([at('09:00:00')], now)).rejects.toThrow('out of reach');
  inner.outcome.fails = false;
  await told.append([at('09:00:00')], now);
  expect(inner.appends).toHaveLength(1);
});

it('is told again where some of it was of no day that counts, as it is not said which', async () => {
  const inner = journal();
  const told = new ToldJournal(inner);
  inner.outcome.outside = 1;
  expect(await told.append([at('09:00:00')], now)).toEqual({ appended: 0, outside: 1 });
  expect(await told.append([at('09:00:00')], now)).toEqual({ appended: 0, outside: 1 });
});

it('forgets the earliest of many days', async () => {
  const inner = journal();
  const told = new ToldJournal(inner);
  const days = [25, 26, 27, 28].map((day) => access({ time: Date.UTC(2026, 10, day, 9) }));
  await told.append(days, now);
  await told.append(days, now);
  expect(inner.appends).toEqual([days, [days[0]]]);
});
