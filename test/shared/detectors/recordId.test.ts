import fc from 'fast-check';
import { recordId } from '../../../shared/detectors/recordId';
import { fileShareReader } from '../../../shared/events/fileShareAccess';
import { defaultIdentityRules, type IdentityRules } from '../../../shared/events/identity';
import { access } from '../../support/accesses';
import { fileShareRow } from '../events/rows';

describe('recordId', () => {
  it('is 32 hexadecimal digits', () => {
    expect(recordId('d', [access()])).toMatch(/^[0-9a-f]{32}$/);
  });

  it('does not depend on the order of the rows', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid(), { minLength: 1 }), (ids) => {
        const accesses = ids.map((itemId) => access({ itemId }));
        expect(recordId('d', accesses)).toBe(recordId('d', [...accesses].reverse()));
      }),
    );
  });

  it('tells detectors, rows and sets of rows apart', () => {
    const [one, other] = [access({ itemId: 'a' }), access({ itemId: 'b' })];
    const ids = [recordId('d', [one]), recordId('e', [one]), recordId('d', [other]), recordId('d', [one, other])];
    expect(new Set(ids).size).toBe(4);
  });

  it('names a row by its item id alone, whatever a later model calls its user', () => {
    expect(recordId('d', [access({ itemId: 'a', user: 'x' })])).toBe(recordId('d', [access({ itemId: 'a' })]));
  });

  it('names a row without an item id the same by any identity rules', () => {
    const row = fileShareRow({ _ItemId: undefined });
    const rules: IdentityRules[] = [
      defaultIdentityRules,
      { ...defaultIdentityRules, user: 'byoml' },
      { ...defaultIdentityRules, resource: 'byoml' },
    ];
    const accesses = rules.map((identity) => fileShareReader(identity)(row));
    const ids = accesses.map((reading) => 'access' in reading && recordId('d', [reading.access]));
    expect(ids[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(ids).size).toBe(1);
  });

  it('tells rows without an item id apart by what they say', () => {
    const ids = [access(), access({ time: 1 }), access({ user: 'b' }), access({ ipAddress: '' })].map((one) =>
      recordId('d', [one]),
    );
    expect(new Set(ids).size).toBe(4);
  });
});
