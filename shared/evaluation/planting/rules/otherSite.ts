import { accessGraph, resourcesOf } from '../../accessGraph';
import { communitiesOf } from '../communities';
import { pick } from '../draw';
import type { PlantingGround } from '../plantingGround';
import { drawIncidents, incidentCount, openWithinHour, type PlantingRule, resourcesWhere } from './rule';

/**
 * A person opens a resource on a server of another site, which they never used; one by a name they know from their own
 * site if there is one (`fs-berlin\public` instead of `fs-paris\public`), and not one of the company's.
 */
export const otherSite: PlantingRule = {
  kind: 'otherSite',
  needs: 'it takes servers that different groups of users use',
  plant(ground, random) {
    const site = sitesOf(ground);
    return drawIncidents(ground.ordinaryUsers, incidentCount(ground), random, (user) => {
      const own = resourcesOf(ground.graph, user);
      const servers = new Set(Array.from(own, (resource) => ground.serverOf(resource)));
      const shares = new Set(Array.from(own, (resource) => ground.shareOf(resource)));
      const elsewhere = resourcesWhere(
        ground,
        (resource) =>
          site.ofResource[resource] !== site.ofUser[user] &&
          !servers.has(ground.serverOf(resource)) &&
          !ground.isWide(resource) &&
          ground.isNew(user, resource),
      );
      const ofKnownName = elsewhere.filter((resource) => shares.has(ground.shareOf(resource)));
      const resource = pick(ofKnownName.length > 0 ? ofKnownName : elsewhere, random);
      return resource === undefined ? [] : openWithinHour(ground, user, [resource], this.kind, random);
    });
  },
};

/** Sites are the communities of users and servers. */
function sitesOf(ground: PlantingGround) {
  const tenant = '';
  const uses = Array.from({ length: ground.userCount }, (_, user) =>
    Array.from(resourcesOf(ground.graph, user), (resource) => ({
      tenant,
      user: String(user),
      resource: ground.serverOf(resource),
    })),
  ).flat();
  const graph = accessGraph(uses);
  const { ofLeft, ofRight } = communitiesOf(graph);
  return {
    ofUser: Int32Array.from(
      { length: ground.userCount },
      (_, user) => ofLeft[graph.users.indexOf(tenant, String(user)) - 1]!,
    ),
    ofResource: Int32Array.from(
      { length: ground.resourceCount },
      (_, resource) => ofRight[graph.resources.indexOf(tenant, ground.serverOf(resource)) - 1]!,
    ),
  };
}
