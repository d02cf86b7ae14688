import fc from 'fast-check';
import { nameAt, nameCount, packNames } from '../../../../shared/detectors/resourceAccess/nameTable';
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
});
