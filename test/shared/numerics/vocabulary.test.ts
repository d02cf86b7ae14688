import fc from 'fast-check';
import { compareUtf8 } from '../../../shared/numerics/utf8Order';
import { Vocabulary } from '../../../shared/numerics/vocabulary';

// Few of them, so that they meet: halves of a character, what they are taken as, and what UTF-16 orders otherwise.
const name = fc.constantFrom('', 'a', 'b', '\ufffd', '\uffff', '\ue000', '\ud800', '\udc00', '\u{1f600}', '__proto__');
const rows = fc.array(fc.tuple(name, name), { maxLength: 40 });
const tidy = (row: readonly [string, string]) => row.map((part) => part.toWellFormed());

describe('Vocabulary', () => {
  it('leads from the number of a row to its names, which are in order and there once', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const vocabulary = new Vocabulary();
        const numbers = given.map(([partition, value]) => vocabulary.numberOf(partition, value));
        const { indexer, positionOf } = vocabulary.order();
        expect(
          numbers.map((number) => {
            const position = positionOf[number]!;
            return [indexer.partitions[indexer.partitionOf[position]!], indexer.values[position]];
          }),
        ).toEqual(given.map(tidy));
        const distinct = new Map(given.map(tidy).map((row) => [JSON.stringify(row), row]));
        const ordered = [...distinct.values()].sort(
          ([p = '', v = ''], [q = '', w = '']) => compareUtf8(p, q) || compareUtf8(v, w),
        );
        expect([...indexer.values]).toEqual(ordered.map(([, value]) => value));
      }),
      { numRuns: 3_000 },
    );
  });

  it('numbers in the order of arrival, from 0 on', () => {
    const vocabulary = new Vocabulary();
    const numbers = ['b', 'a', 'b', 'c'].map((value) => vocabulary.numberOf('p', value));
    expect(numbers).toEqual([0, 1, 0, 2]);
    expect(vocabulary.numberOf('q', 'a')).toBe(3);
    expect([...vocabulary.order().positionOf]).toEqual([1, 0, 2, 3]);
  });
});

describe('Indexer.filter', () => {
  it('is the indexer of what is kept', () => {
    const kept = fc.array(fc.boolean(), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(rows, kept, (given, isKept) => {
        const [all, some] = [new Vocabulary(), new Vocabulary()];
        for (const row of given) all.numberOf(...row);
        const { indexer } = all.order();
        const flags = Uint8Array.from(indexer.values, (_, position) => Number(isKept[position % 40]));
        indexer.values.forEach((value, position) => {
          if (flags[position] === 1) some.numberOf(indexer.partitions[indexer.partitionOf[position]!]!, value);
        });
        expect(indexer.filter(flags)).toEqual(some.order().indexer);
      }),
      { numRuns: 3_000 },
    );
  });
});
