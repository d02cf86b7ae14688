import fc from 'fast-check';
import { findName, findTenantName } from '../../../../shared/detectors/resourceAccess/findName';
import { NameBytes } from '../../../../shared/detectors/resourceAccess/nameBytes';
import { hashName } from '../../../../shared/detectors/resourceAccess/nameIndex';
import { packNames, type TenantNames } from '../../../../shared/detectors/resourceAccess/nameTable';
import { compareUtf8 } from '../../../../shared/numerics/utf8Order';
import { hostileName } from './hostileNames';

function tenantNames(tenants: readonly (readonly string[])[]): TenantNames {
  const starts = Int32Array.from([0, ...tenants.map((_, i) => tenants.slice(0, i + 1).flat().length)]);
  return { starts, names: packNames(tenants.flat()) };
}

const ordered = fc.uniqueArray(hostileName, { maxLength: 30 }).map((names) => names.sort(compareUtf8));
/** What may be looked for: unlike what is in a table, it may be malformed. */
const wantedName = fc.oneof(hostileName, fc.string({ unit: fc.constantFrom('\ud800', '\udc00', '\ufffd', 'a') }));

describe('a name', () => {
  it('is found in a table where it is, and no other is', () => {
    fc.assert(
      fc.property(ordered, wantedName, (names, other) => {
        const table = packNames(names);
        const wanted = [...names, other];
        expect(wanted.map((name) => findName(table, name))).toEqual(
          wanted.map((name) => names.indexOf(name.toWellFormed())),
        );
      }),
      { numRuns: 10_000 },
    );
  });

  it('is found in its own tenant where it is, each time, and in no other', () => {
    fc.assert(
      fc.property(fc.array(ordered, { maxLength: 4 }), wantedName, (tenants, other) => {
        const names = tenantNames(tenants);
        const wanted = [...tenants.flat(), other, ...tenants.flat(), other];
        const positions = tenants.map((own, tenant) =>
          wanted.map((name) => {
            const place = own.indexOf(name.toWellFormed());
            return place < 0 ? -1 : names.starts[tenant]! + place;
          }),
        );
        expect(tenants.map((_, tenant) => wanted.map((name) => findTenantName(names, tenant, name)))).toEqual(
          positions,
        );
        expect(findTenantName(names, -1, other)).toBe(-1);
      }),
      { numRuns: 2000 },
    );
  });

  it('is found again and again among thousands that were chosen so that their hashes are much alike', () => {
    const encoded = new NameBytes();
    const alike = Array.from({ length: 100_000 }, (_, i) => `user${i}`).filter(
      (name) => (hashName(0, encoded.encode(name)) & 0xffff) < 0x400,
    );
    const names = alike.filter((_, i) => i % 2 === 0).sort(compareUtf8);
    const others = alike.filter((_, i) => i % 2 === 1);
    expect(names.length).toBeGreaterThan(500);
    const table = tenantNames([names]);
    for (let time = 0; time < 3; time++) {
      expect(names.map((name) => findTenantName(table, 0, name))).toEqual(names.map((_, position) => position));
      expect(new Set(others.map((name) => findTenantName(table, 0, name)))).toEqual(new Set([-1]));
    }
  });

  it('longer than any account or share is found as well, and after it a short one', () => {
    const names = ['a', 'é'.repeat(2731), 'é'.repeat(100_000)].sort(compareUtf8);
    const table = tenantNames([names]);
    for (const name of [...names, ...names.toReversed()]) {
      expect(findTenantName(table, 0, name)).toBe(names.indexOf(name));
      expect(findTenantName(table, 0, `${name}é`)).toBe(-1);
    }
  });
});
