import { pick } from '../draw';
import { drawIncidents, foreignResources, incidentCount, openWithinHour, type PlantingRule } from './rule';

/** A person of one community opens one resource of another, which nobody of their own used in training. */
export const crossDepartment: PlantingRule = {
  kind: 'crossDepartment',
  needs: 'it takes two communities of users that each have resources of their own',
  plant(ground, random) {
    const users = ground.ordinaryUsers.filter((user) => ground.communityOfUser[user]! >= 0);
    return drawIncidents(users, incidentCount(ground), random, (user) => {
      const resource = pick(foreignResources(ground, user), random);
      return resource === undefined ? [] : openWithinHour(ground, user, [resource], this.kind, random);
    });
  },
};
