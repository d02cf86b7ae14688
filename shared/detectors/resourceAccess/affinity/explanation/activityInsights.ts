import type { AccessFacts } from './accessFacts';

/** Below these shares of users something is uncommon. */
export const uncommonShare = { ofTenant: 0.01, ofPeers: 0.1 };

/**
 * Flags in the words of Microsoft Sentinel's UEBA, of an access that is not of a known pair; those of servers, which it
 * has none of, are formed alike, and left out where the resource's name tells no server.
 *
 * @see https://learn.microsoft.com/azure/sentinel/ueba-reference
 */
export function activityInsights(facts: AccessFacts): Readonly<Record<string, boolean>> {
  const { peers, place, resourceUsers, serverUsers, tenantUsers, hasServer } = facts;
  const isUncommon = (users: number) => users < uncommonShare.ofTenant * tenantUsers;
  const isUncommonAmongPeers = (users: number) => users < uncommonShare.ofPeers * peers.length;
  return {
    FirstTimeUserAccessedResource: true,
    FirstTimeResourceAccessedInTenant: place.resource < 0,
    ResourceUncommonlyAccessedInTenant: isUncommon(resourceUsers),
    ResourceUncommonlyAccessedAmongPeers: isUncommonAmongPeers(peers.filter((peer) => peer.usesResource).length),
    ...(hasServer && {
      FirstTimeUserAccessedServer: !facts.hasUsedServer,
      FirstTimeServerAccessedInTenant: place.server < 0,
      ServerUncommonlyAccessedInTenant: isUncommon(serverUsers),
      ServerUncommonlyAccessedAmongPeers: isUncommonAmongPeers(peers.filter((peer) => peer.usesServer).length),
    }),
    IsNewAccount: facts.isNewUser,
  };
}
