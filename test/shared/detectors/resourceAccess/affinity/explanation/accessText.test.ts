import type { AccessFacts } from '../../../../../../shared/detectors/resourceAccess/affinity/explanation/accessFacts';
import { accessText } from '../../../../../../shared/detectors/resourceAccess/affinity/explanation/accessText';
import type { Peer } from '../../../../../../shared/detectors/resourceAccess/affinity/explanation/peers';

const pair = { tenant: '0', user: 'alice', resource: 'fs01\\finance' };

function peers(count: number, usingResource: number, usingServer: number): Peer[] {
  return Array.from({ length: count }, (_, user) => ({
    user,
    name: `u${user}`,
    likeness: 0.5,
    usesResource: user < usingResource,
    usesServer: user < usingServer,
  }));
}

const facts: AccessFacts = {
  opener: { tenant: 0, user: 0 },
  place: { resource: 0, server: 0, family: 0, isAdministrative: false },
  hasServer: true,
  hasUsedServer: false,
  isNewUser: false,
  resourceUsers: 7,
  serverUsers: 30,
  tenantUsers: 100,
  peers: peers(20, 0, 3),
  others: { count: 7, likeness: 2 },
  similar: null,
  support: null,
  comparedWith: Number.POSITIVE_INFINITY,
};
const text = (changes: Partial<AccessFacts>, reason = 'scored', pValue?: number) =>
  accessText(pair, { score: 1, reason, ...(pValue !== undefined && { pValue }) }, { ...facts, ...changes });

describe('accessText', () => {
  it('is one sentence of who, what, the peers, those who use it, and how rare that is', () => {
    expect(text({}, 'scored', 1 / 4000)).toBe(
      'alice opened fs01\\finance for the first time; none of the 20 users most like them uses it, 3 use the server, and ' +
        'its 7 users have little in common with them (about 1 in 4,000 legitimate first-time accesses scores as high).',
    );
  });

  it.each<[Partial<AccessFacts>, string]>([
    [{ others: { count: 7, likeness: 1.2 } }, 'and its 7 users have no more in common with them than anybody has.'],
    [{ others: { count: 7, likeness: 3 } }, 'but its 7 users have much in common with them.'],
    [{ others: { count: 7, likeness: Number.POSITIVE_INFINITY } }, 'but its 7 users have much in common with them.'],
    [{ resourceUsers: 1, others: { count: 1, likeness: 2 } }, 'and its only user has little in common with them.'],
    [{ peers: peers(1, 1, 1) }, '; 1 of the 1 user like them uses it, 1 uses the server, and'],
    [{ peers: [] }, '; nobody else uses much of what they use, and 7 of the 100 accounts seen use it.'],
    [{ peers: peers(12, 4, 12), hasServer: false }, '; 4 of the 12 users most like them use it, and its'],
  ])('of %j says: %s', (changes, words) => {
    expect(text(changes)).toContain(words);
  });

  it.each([
    [5, 1, 'but its 5 other users have no more in common with them than anybody has.'],
    [5, 2, 'and its 5 other users have little in common with them.'],
    [5, 3, 'and its 5 other users have much in common with them.'],
    [1, 1, 'but its only other user has no more in common with them than anybody has.'],
    [0, 1, 'and nobody else uses it.'],
  ])('tells of peers who use it, and apart from them of %p others of likeness %p: %s', (count, likeness, words) => {
    const changes = { peers: peers(7, 2, 7), resourceUsers: 2 + count, others: { count, likeness } };
    expect(text(changes)).toContain(`; 2 of the 7 users most like them use it, 7 use the server, ${words}`);
  });

  it('sets what sounds strange against what is usual', () => {
    const others = { count: 7, likeness: 1 };
    const strange = 'its 7 users have no more in common with them than anybody has';
    const rarity = 'most legitimate first-time accesses score as high';
    expect(text({ others }, 'scored', 0.7)).toContain(`${strange}; yet ${rarity}.`);
    expect(text({ others }, 'scored', 1)).toContain(`${strange}.`);
    expect(text({ others }, 'scored', 0.5)).toContain(`${strange} (about 1 in 2 `);
    expect(text({ peers: peers(20, 9, 9) }, 'scored', 0.7)).toContain(` (${rarity}).`);
  });

  it.each([
    ['scored', 'alice opened fs01\\finance, a share for administrators, for the first time; none'],
    ['unknownUser', 'alice, an account not seen in training, opened fs01\\finance, a share for administrators; 7 of'],
    ['unknownResource', 'alice opened fs01\\finance, a share for administrators that was not seen in training; 3 of'],
  ])('says that a share is for administrators, %s', (reason, beginning) => {
    const place = { ...facts.place, isAdministrative: true };
    expect(text({ place }, reason).startsWith(beginning)).toBe(true);
  });

  it('has no clause where nothing is known', () => {
    const nowhere = { resource: -1, server: -1, family: -1, isAdministrative: false };
    expect(text({ place: nowhere, hasServer: false }, 'unknownResource')).toBe(
      'alice opened fs01\\finance, a resource not seen in training.',
    );
  });
});
