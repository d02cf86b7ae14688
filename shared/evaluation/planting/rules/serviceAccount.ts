import { shuffled } from '../draw';
import { drawIncidents, foreignResources, incidentCount, openWithinHour, type PlantingRule } from './rule';

const most = 3;

/** A service account, used by somebody, opens one to three resources of people within an hour that it never opened. */
export const serviceAccount: PlantingRule = {
  kind: 'serviceAccount',
  needs: 'it takes an account that works nearly every day on the same resources, or has a name such as svc-backup',
  plant(ground, random) {
    return drawIncidents(ground.serviceAccounts, incidentCount(ground), random, (account) => {
      const resources = shuffled(foreignResources(ground, account), random);
      return openWithinHour(ground, account, resources.slice(0, random.integerBetween(1, most)), this.kind, random);
    });
  },
};
