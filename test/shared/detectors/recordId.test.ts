import fc from 'fast-check';
import { caseRecordId, recordId } from '../../../shared/detectors/recordId';
import { fileShareReader } from '../../../shared/events/fileShareAccess';
import { defaultIdentityRules, type IdentityRules } from '../../../shared/events/identity';
import { access } from '../../support/accesses';
import { fileShareRow } from '../events/rows';

describe('recordId', () => {
  it('is 32 hexadecimal digits', () => {
    expect(recordId('d', [access()])).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is the key it always was, or findings that are delivered again would count twice', () => {
    const named = access({ itemId: '7a1d6a1e-c6e9-11f0-9d2a-000d3a1b2c3d' });
    const unnamed = access({ user: 'contoso\\Ünal\ud800', ipAddress: '10.0.0.1' });
    expect(recordId('resourceAccess', [named])).toBe('a908ee7376b078df72f160d27adc932b');
    expect(recordId('resourceAccess', [unnamed])).toBe('7c7a0f0f9f999595549e4c02d54d11f2');
    expect(recordId('resourceAccess', [unnamed, named])).toBe('be036e38ae7ee8180e11b5387e79ea0c');
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

describe('caseRecordId', () => {
  const day = '2026-11-28';

  it('is the key it always was, or cases of the day of a new release would count twice', () => {
    expect(caseRecordId('resourceAccess', access(), day)).toBe('573484f37ca816dba69cac1e48c88a01');
  });

  it('is the same for all that a user does in a day, in whatever case the model spells the user', () => {
    const key = caseRecordId('d', access(), day);
    expect(caseRecordId('d', access({ user: 'CONTOSO\\Alice', resource: 'r', time: 1, itemId: 'i' }), day)).toBe(key);
  });

  it('tells detectors, tenants, users and days apart, and cases from accesses', () => {
    const ids = [
      caseRecordId('d', access(), day),
      caseRecordId('e', access(), day),
      caseRecordId('d', access({ tenant: '1' }), day),
      caseRecordId('d', access({ user: 'b' }), day),
      caseRecordId('d', access(), '2026-11-29'),
      recordId(
        'd',
        ['case', '0', 'contoso\\alice', day].map((itemId) => access({ itemId })),
      ),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});
