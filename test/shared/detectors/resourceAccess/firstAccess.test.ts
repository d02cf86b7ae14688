import { firstAccess } from '../../../../shared/detectors/resourceAccess/firstAccess';
import { bareShare, defaultIdentityRules, resourceOf } from '../../../../shared/events/identity';

const pair = { tenant: '0', user: 'contoso\\alice', likelihood: 0.5, firstAccess: 86_400_123 };

it.each([
  ['computerAndShare', 'fs01.contoso.local', '\\\\*\\finance'],
  ['computerAndShare', 'fs01', '\\\\*\\c$'],
  ['computerAndShare', 'node1', '\\\\*\\cluster\\finance'],
  ['byoml', '', '\\\\*\\Finance'],
] as const)('of a resource by %s has the server and share that make this resource (%s, %s)', (kind, server, share) => {
  const rules = { ...defaultIdentityRules, resource: kind };
  const resource = resourceOf(server, share, rules);
  const { computer, shareName, ...rest } = firstAccess({ ...pair, resource });
  expect(resourceOf(computer, shareName, rules)).toBe(resource);
  expect({ computer, share: bareShare(shareName) }).toEqual({ computer: server, share: bareShare(share) });
  expect(rest).toMatchObject({ tenant: '0', user: 'contoso\\alice', resource, time: 86_400_123 });
});

it('of a resource that is no share has its name as the share', () => {
  expect(firstAccess({ ...pair, resource: 'wiki' })).toMatchObject({ computer: '', shareName: 'wiki' });
});
