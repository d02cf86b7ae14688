import { resourcesOf } from '../../accessGraph';
import { pick } from '../draw';
import type { PlantingGround } from '../plantingGround';
import { drawIncidents, incidentCount, openWithinHour, type PlantingRule } from './rule';

/**
 * A person opens one resource of the nearest other community: the one whose resources their own used most pairs of in
 * training. They have not opened it themselves; others of their own may have, which makes this the hardest kind.
 */
export const adjacentTeam: PlantingRule = {
  kind: 'adjacentTeam',
  needs: 'it takes two communities of users of which one uses resources of the other',
  plant(ground, random) {
    const nearest = nearestCommunities(ground);
    const users = ground.ordinaryUsers.filter((user) => (nearest[ground.communityOfUser[user]!] ?? -1) >= 0);
    return drawIncidents(users, incidentCount(ground), random, (user) => {
      const { resources } = ground.communities[nearest[ground.communityOfUser[user]!]!]!;
      const unopened = resources.filter((resource) => ground.isNew(user, resource));
      const resource = pick(unopened, random);
      return resource === undefined ? [] : openWithinHour(ground, user, [resource], this.kind, random);
    });
  },
};

/** Of each community the nearest other one, the first of equals; -1 where nothing of another is used. */
function nearestCommunities({ graph, communities, communityOfResource }: PlantingGround): number[] {
  return communities.map(({ users }, own) => {
    const uses = new Int32Array(communities.length);
    for (const user of users) {
      for (const resource of resourcesOf(graph, user)) {
        const community = communityOfResource[resource]!;
        if (community >= 0 && community !== own) uses[community]!++;
      }
    }
    const greatest = Math.max(...uses);
    return greatest > 0 ? uses.indexOf(greatest) : -1;
  });
}
