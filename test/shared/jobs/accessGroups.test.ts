import fc from 'fast-check';
import type { Access } from '../../../shared/events/access';
import { AccessGroups } from '../../../shared/jobs/accessGroups';
import { access } from '../../support/accesses';

/** Names that would be one if they were only joined, or kept in objects. */
const name = fc.oneof(
  fc.constantFrom(
    '',
    '0',
    '1',
    'a',
    'ab',
    'b',
    '\0',
    'a\0',
    '"',
    '","',
    '__proto__',
    'constructor',
    '\ud800',
    '\udc00',
  ),
  fc.string({ unit: 'binary', maxLength: 2 }),
);
const hostileAccess = fc
  .record({ tenant: name, user: name, resource: name, itemId: name })
  .map((names) => access(names));

/** Groups by one key made of all three names. */
function plainGroups(accesses: readonly Access[]): Access[][] {
  const groups = new Map<string, Access[]>();
  for (const one of accesses) {
    const key = JSON.stringify([one.tenant, one.user, one.resource]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

describe('accesses', () => {
  it('are grouped by tenant, user and resource, whatever those are called, in the order of their arrival', () => {
    fc.assert(
      fc.property(fc.array(hostileAccess, { maxLength: 20 }), (accesses) => {
        const groups = new AccessGroups();
        for (const one of accesses) groups.add(one);
        expect(groups.all()).toEqual(plainGroups(accesses));
      }),
      { numRuns: 10_000 },
    );
  });
});
