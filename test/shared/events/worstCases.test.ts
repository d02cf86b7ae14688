import { gzipSync } from 'node:zlib';
import { maxEnvelopeBytes } from '../../../shared/events/envelope';
import { messageOf, score, scoring } from '../../support/scoring';
import { nested } from './hostileValues';
import { fileShareRow } from './rows';

const megabyte = 1024 * 1024;
/** Texts of a megabyte that are the worst a pattern which tries again could meet. */
const texts: Readonly<Record<string, string>> = Object.fromEntries(
  ['a', '\0', ' ', '-', '\\', '@', '0', '*', '&', '&#1', '&#x', '\ud800', '<', '😀', 'İ', '<Data ', '</Data'].map(
    (unit) => [`${JSON.stringify(unit)} again and again`, unit.repeat(megabyte / unit.length)],
  ),
);
Object.assign(texts, {
  'one element that never ends': `<Data${' '.repeat(megabyte)}`,
  'elements that never close': '<Data Name="a">'.repeat(megabyte / 15),
  'elements with much space': '<Data  Name = "a" ></Data '.repeat(megabyte / 26),
  'digits, space and a letter': `5140${' '.repeat(megabyte)}x`,
  'a time with much space': `${' '.repeat(megabyte)}2026-11-20T08:13:52Z${' '.repeat(megabyte)}x`,
});
const columns = ['EventID', 'Type', 'TimeGenerated', 'TenantId', 'Account', 'SubjectAccount', 'Computer', 'ShareName'];
const bare = { Account: undefined, SubjectAccount: undefined, SubjectUserName: undefined, ShareName: undefined };

/** Far above what it takes, a few milliseconds, and far below what trying again and again would take: minutes. */
const limitMilliseconds = 5000;

/** Of this process's own work, whatever else the machine does. */
function milliseconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

describe('a row is read in time', () => {
  it.each(Object.keys(texts))('with a field of %s, in any column', (name) => {
    for (const column of [...columns, 'IpAddress', '_ItemId']) {
      const row = fileShareRow({ [column]: texts[name] });
      expect(milliseconds(() => scoring.reader(row))).toBeLessThan(limitMilliseconds);
    }
    const row = fileShareRow({ ...bare, EventData: texts[name] });
    expect(milliseconds(() => scoring.reader(row))).toBeLessThan(limitMilliseconds);
  });
});

/** Bodies of the 1 MB that a message of an event hub can have. */
const bodies: Readonly<Record<string, string | Uint8Array>> = {
  'brackets that open': '['.repeat(megabyte),
  'brackets that open and close': nested('[', ']', megabyte / 2),
  'envelopes in envelopes': nested('{"records":[', ']}', megabyte / 14),
  'empty rows': `[${'{},'.repeat(megabyte / 3 - 1)}{}]`,
  'lines of no JSON': 'x\n'.repeat(megabyte / 2),
  'lines of empty arrays': '[]\n'.repeat(megabyte / 3),
  'blank lines': `${'\n'.repeat(megabyte)}x`,
  'a row of one text': JSON.stringify([fileShareRow({ Account: 'a'.repeat(megabyte) })]),
  escapes: `["${'\\u0000'.repeat(megabyte / 6)}"]`,
  'a row of many columns': JSON.stringify([Object.fromEntries(Array.from({ length: 80_000 }, (_, n) => [`c${n}`, 0]))]),
  'rows of one access': JSON.stringify(Array.from({ length: 1600 }, (_, n) => fileShareRow({ _ItemId: `${n}` }))),
  'rows of many accesses': JSON.stringify(
    Array.from({ length: 1600 }, (_, n) => fileShareRow({ _ItemId: `${n}`, Account: `${n}` })),
  ),
  'not a byte of text': Buffer.alloc(megabyte, 0xff),
  'more than may be inflated': gzipSync(Buffer.alloc(maxEnvelopeBytes * 10, ' ')),
};

describe('a message is read in time', () => {
  it.each(Object.keys(bodies))('that holds %s', (name) => {
    expect(milliseconds(() => score([messageOf(bodies[name])]))).toBeLessThan(limitMilliseconds);
  });
});
