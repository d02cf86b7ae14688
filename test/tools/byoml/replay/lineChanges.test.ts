import fc from 'fast-check';
import { letterLines } from '../../../../tools/byoml/replay/letterLines';
import { LineChanges } from '../../../../tools/byoml/replay/lineChanges';

const bytes = (text: string) => Buffer.from(text);
const apply = (changes: LineChanges, content: string) => changes.applyTo(bytes(content))?.toString();

it('counts lines from 1, skips blank ones, and takes a last line without its end', () => {
  const lines = [...letterLines(bytes('a\n\n \t\r\nb\r\nc'))];
  expect(lines.map(({ number, bytes: line }) => [number, line.toString()])).toEqual([
    [1, 'a'],
    [4, 'b\r'],
    [5, 'c'],
  ]);
});

it('removes and replaces lines, and leaves the others as they are', () => {
  const changes = new LineChanges();
  changes.add(bytes('a'));
  changes.add(bytes('c'), bytes('C\n'));
  expect(apply(changes, 'a\nb\n\nc\nd')).toBe('b\nC\nd\n');
});

it('makes the same changes to a file that has changed meanwhile, and none where none is left', () => {
  const changes = new LineChanges();
  changes.add(bytes('a'));
  changes.add(bytes('b'));
  expect(apply(changes, 'new\nb\nold\n')).toBe('new\nold\n');
  expect(apply(changes, 'new\nold\n')).toBeUndefined();
  expect(apply(changes, '')).toBeUndefined();
});

it('can be made twice, as the first time may have failed', () => {
  const changes = new LineChanges();
  changes.add(bytes('a'));
  expect([apply(changes, 'a\n'), apply(changes, 'a\n')]).toEqual(['', '']);
});

it('removes a line that is there several times as often as it was said, and never another one', () => {
  const word = fc.constantFrom('a', 'b', 'c', 'd');
  fc.assert(
    fc.property(fc.array(word), fc.array(word), (content, removed) => {
      const changes = new LineChanges();
      for (const line of removed) changes.add(bytes(line));
      const rest = (apply(changes, content.join('\n')) ?? `${content.join('\n')}\n`).split('\n').filter(Boolean);
      for (const line of ['a', 'b', 'c', 'd']) {
        const count = (list: string[]) => list.filter((one) => one === line).length;
        expect(count(rest)).toBe(Math.max(0, count(content) - count(removed)));
      }
    }),
  );
});
