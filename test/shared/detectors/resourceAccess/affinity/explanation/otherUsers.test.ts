import { locate } from '../../../../../../shared/detectors/resourceAccess/affinity/affinityAccess';
import {
  explainingOf,
  likenessOfStrangers,
} from '../../../../../../shared/detectors/resourceAccess/affinity/explanation/explaining';
import { otherUsers } from '../../../../../../shared/detectors/resourceAccess/affinity/explanation/otherUsers';
import { peersOf } from '../../../../../../shared/detectors/resourceAccess/affinity/explanation/peers';
import { teamModel, tenant } from './twoTeams';

const model = teamModel([], {});

function others(user: string, resource: string) {
  const located = locate(model, { tenant, user, resource });
  const peers = peersOf(model, located);
  return { located, peers, ...otherUsers(model, located, peers) };
}

describe('otherUsers', () => {
  it('are the users of a resource without the peers, and their mean likeness is that to each', () => {
    const { located, peers, count, likeness } = others('contoso\\red3', 'fs-all\\public');
    const isPeer = new Set(peers.map(({ user }) => user));
    // Everybody uses it, the user at hand as well.
    const rest = Array.from({ length: 40 }, (_, user) => user).filter((user) => !isPeer.has(user));
    expect(peers.length).toBeGreaterThan(0);
    expect(count).toBe(rest.length);
    const { meter } = explainingOf(model);
    meter.turnTo(located.opener.user);
    const mean = rest.reduce((sum, user) => sum + meter.to(user), 0) / rest.length;
    expect(likeness).toBeCloseTo(mean / likenessOfStrangers(model, 0), 9);
  });

  it('are as like the user as strangers where there are none', () => {
    expect(others('contoso\\red3', 'fs-new\\x')).toMatchObject({ count: 0, likeness: 1 });
    expect(others('contoso\\eve', 'fs-red\\share1')).toMatchObject({ likeness: 0 });
  });
});
