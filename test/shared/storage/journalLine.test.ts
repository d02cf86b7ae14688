import fc from 'fast-check';
import { maxTextLength } from '../../../shared/events/cleanText';
import { decodeJournalLine, encodeJournalLine, maxJournalLineBytes } from '../../../shared/storage/journalLine';
import { access } from '../../support/accesses';
import { hostileText } from '../../support/hostileText';

const read = (line: string) => decodeJournalLine(Buffer.from(line));

it('gives back what was written, on one line', () => {
  const fields = fc.record({
    tenant: hostileText,
    user: hostileText,
    resource: hostileText,
    time: fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) }),
    computer: hostileText,
    shareName: hostileText,
    ipAddress: hostileText,
    itemId: hostileText,
    truncated: fc.boolean(),
  });
  fc.assert(
    fc.property(fields, (entry) => {
      const line = encodeJournalLine(entry);
      expect(line.indexOf('\n')).toBe(line.length - 1);
      expect(read(line)).toEqual(entry);
    }),
  );
});

it('writes no field that an entry has not', () => {
  const entry = access();
  expect(read(encodeJournalLine({ ...entry, secret: 'x' } as typeof entry))).toEqual(entry);
});

it('is shorter than what is read, whatever the fields hold', () => {
  const longest = '\u{e0041}'.repeat(maxTextLength / 2);
  const [tenant, user, computer, shareName, ipAddress, itemId] = Array<string>(6).fill(longest) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const entry = { tenant, user, resource: `${longest}\\${longest}`, computer, shareName, ipAddress, itemId };
  expect(Buffer.byteLength(encodeJournalLine(access(entry)))).toBeLessThan(maxJournalLineBytes);
});

it.each([
  ['nothing', ''],
  ['no JSON', '{"tenant":"0"'],
  ['no object', '"text"'],
  ['null', 'null'],
  ['an array', '[]'],
  ['a field missing', JSON.stringify({ ...access(), itemId: undefined })],
  ['a number for a name', JSON.stringify({ ...access(), user: 7 })],
  ['a text for a time', JSON.stringify({ ...access(), time: '2026-11-28' })],
  ['a time before 1970', JSON.stringify({ ...access(), time: -1 })],
  ['a time that no day is of', JSON.stringify({ ...access(), time: 9e15 })],
  ['a number for a yes or no', JSON.stringify({ ...access(), truncated: 0 })],
])('takes a line with %s for no entry', (_, line) => {
  expect(read(line)).toBeUndefined();
});

it('takes bytes that are no UTF-8 for no entry', () => {
  const line = Buffer.from(encodeJournalLine(access()));
  line[line.indexOf('alice')] = 0xff;
  expect(decodeJournalLine(line)).toBeUndefined();
});
