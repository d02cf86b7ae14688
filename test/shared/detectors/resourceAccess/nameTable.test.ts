import fc from 'fast-check';
import { areAscending, nameAt, nameCount, packNames } from '../../../../shared/detectors/resourceAccess/nameTable';
import { compareUtf8 } from '../../../../shared/numerics/utf8Order';
import { hostileName } from './hostileNames';

describe('name table', () => {
  it('keeps every name', () => {
    fc.assert(
      fc.property(fc.array(hostileName), (names) => {
        const table = packNames(names);
        expect(nameCount(table)).toBe(names.length);
        names.forEach((name, position) => {
          expect(nameAt(table, position)).toBe(name);
        });
        expect(Buffer.from(table.bytes).toString()).toBe(names.join(''));
      }),
    );
  });

  it('keeps a byte order mark', () => {
    expect(nameAt(packNames(['\ufeffa']), 0)).toBe('\ufeffa');
  });

  it('knows whether its names ascend, none of them twice', () => {
    fc.assert(
      fc.property(fc.array(hostileName, { maxLength: 4 }), (names) => {
        const ascend = names.every((name, i) => i === 0 || compareUtf8(names[i - 1]!, name) < 0);
        expect(areAscending(packNames(names), 0, names.length)).toBe(ascend);
        const ordered = [...new Set(names)].sort(compareUtf8);
        expect(areAscending(packNames(ordered), 0, ordered.length)).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });
});
