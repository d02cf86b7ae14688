import { resourcesOf } from '../../accessGraph';
import { shuffled } from '../draw';
import type { PlantingGround } from '../plantingGround';
import { drawIncidents, incidentCount, openWithinHour, type PlantingRule, resourcesWhere } from './rule';

/** The shares Windows makes for administrators: `C$` and so on, and `ADMIN$`. */
const administrative = /^([a-z]|admin)\$$/;
const most = 3;

/** A person who opened no administrative share in training opens one to three of them within an hour. */
export const adminShare: PlantingRule = {
  kind: 'adminShare',
  needs: 'it takes a share such as C$ or ADMIN$ in training, and somebody who never opened one',
  plant(ground, random) {
    const isAdministrative = (resource: number) => administrative.test(ground.shareOf(resource));
    const shares = resourcesWhere(ground, isAdministrative);
    if (shares.length === 0) return [];
    const users = ground.ordinaryUsers.filter((user) => !usesAny(ground, user, isAdministrative));
    return drawIncidents(users, incidentCount(ground), random, (user) => {
      const unopened = shares.filter((share) => ground.isNew(user, share));
      const opened = shuffled(unopened, random).slice(0, random.integerBetween(1, most));
      return openWithinHour(ground, user, opened, this.kind, random);
    });
  },
};

function usesAny({ graph }: PlantingGround, user: number, isMeant: (resource: number) => boolean): boolean {
  return resourcesOf(graph, user).some(isMeant);
}
