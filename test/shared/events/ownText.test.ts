import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { cleanText } from '../../../shared/events/cleanText';
import { eventDataValue } from '../../../shared/events/eventDataXml';
import { ownText } from '../../../shared/events/ownText';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

it('is the same text, lone surrogates included', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) }), (text) => {
      expect(ownText(text)).toBe(text);
    }),
  );
});

const megabyte = 2 ** 20;
const name = (i: number) => `a name that is long enough to be cut out: ${i}`;

it.each<[string, (i: number) => string]>([
  ['a value of EventData', (i) => eventDataValue(`<Data Name="a">${name(i)}</Data>${'x'.repeat(megabyte)}`, 'a')],
  ['a text with blanks around it', (i) => cleanText(`${' '.repeat(megabyte)}${name(i)}`)],
  ['a text that is too long', (i) => cleanText(name(i) + 'x'.repeat(megabyte))],
])('%s does not keep in memory what it was cut out of', (_, cut) => {
  const before = heapUsed();
  const kept = Array.from({ length: 64 }, (_, i) => cut(i));
  expect(heapUsed() - before).toBeLessThan(16 * megabyte);
  expect(new Set(kept).size).toBe(64);
});

function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
