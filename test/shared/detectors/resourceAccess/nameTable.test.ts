import fc from 'fast-check';
import {
  findName,
  findTenantName,
  nameAt,
  nameCount,
  packNames,
} from '../../../../shared/detectors/resourceAccess/nameTable';
import { compareUtf8 } from '../../../../shared/numerics/utf8Order';

describe('name table', () => {
  it('finds every name where it is, and no other', () => {
    const name = fc.string({ unit: 'binary', maxLength: 6 });
    fc.assert(
      fc.property(fc.uniqueArray(name), name, (names, other) => {
        const ordered = names.toSorted(compareUtf8);
        const table = packNames(ordered);
        expect(nameCount(table)).toBe(names.length);
        ordered.forEach((wanted, position) => {
          expect(findName(table, wanted)).toBe(position);
          expect(nameAt(table, position)).toBe(wanted);
        });
        expect(findName(table, other)).toBe(ordered.indexOf(other));
      }),
    );
  });

  it('keeps a byte order mark and finds an unpaired surrogate as UTF-8 writes it', () => {
    const table = packNames(['\ufeffa', '\ufffd']);
    expect(nameAt(table, 0)).toBe('\ufeffa');
    expect(findName(table, '\ud800')).toBe(1);
  });

  it('looks in one tenant only', () => {
    const names = { starts: Int32Array.of(0, 2, 3), names: packNames(['a', 'b', 'a']) };
    expect([0, 1, -1].map((tenant) => findTenantName(names, tenant, 'a'))).toEqual([0, 2, -1]);
    expect(findTenantName(names, 1, 'b')).toBe(-1);
  });
});
