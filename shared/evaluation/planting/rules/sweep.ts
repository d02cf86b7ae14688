import { shuffled } from '../draw';
import { drawIncidents, foreignResources, incidentCount, openWithinHour, type PlantingRule } from './rule';

const fewest = 8;
const most = 25;
/** A sweep is many pairs: there is one for five single incidents of another kind. */
const incidentsPerSweep = 5;

/** A person opens 8 to 25 resources of other communities within an hour, which nobody of their own used in training. */
export const sweep: PlantingRule = {
  kind: 'sweep',
  needs: `it takes ${fewest} resources of other communities`,
  plant(ground, random) {
    const users = ground.ordinaryUsers.filter((user) => ground.communityOfUser[user]! >= 0);
    return drawIncidents(users, Math.ceil(incidentCount(ground) / incidentsPerSweep), random, (user) => {
      const resources = shuffled(foreignResources(ground, user), random);
      const swept = resources.slice(0, random.integerBetween(fewest, most));
      return swept.length < fewest ? [] : openWithinHour(ground, user, swept, this.kind, random);
    });
  },
};
