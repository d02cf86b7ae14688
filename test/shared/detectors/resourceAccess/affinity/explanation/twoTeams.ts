import { isAffinityScored } from '../../../../../../shared/detectors/resourceAccess/affinity/affinityAccess';
import type { GivenParameters } from '../../../../../../shared/detectors/resourceAccess/parameters';
import type { TrainingPair } from '../../../../../../shared/detectors/resourceAccess/trainingSet';
import { trainResourceAccess } from '../../../../../../shared/detectors/resourceAccess/trainResourceAccess';

export const tenant = '0';
const firstDay = 20_000;

/**
 * Two teams of 20 on ten shares each, on servers of their own, and a share for all; every member uses six of the team's.
 * In the last days some use one more.
 */
export function teamPairs(): TrainingPair[] {
  const pairs: TrainingPair[] = [];
  for (const [t, team] of ['red', 'blue'].entries()) {
    for (let person = 0; person < 20; person++) {
      const add = (resource: string, day: number, likelihood: number) =>
        pairs.push({ tenant, user: `contoso\\${team}${person}`, resource, likelihood, firstDay: firstDay + day });
      for (let use = 0; use < 6; use++) {
        add(`fs-${team}\\share${(3 * person + use * (1 + t)) % 10}`, use % 3, 1 + ((person + 2 * use) % 5));
      }
      add('fs-all\\public', 0, 5);
      for (const later of [0, 1, 2]) add(`fs-${team}\\share${(3 * person + 7 + later) % 10}`, 24 + later, 1);
    }
  }
  return pairs;
}

/** A model of {@link teamPairs} and others. */
export function teamModel(more: readonly TrainingPair[] = [], parameters: GivenParameters = {}) {
  const model = trainResourceAccess([...teamPairs(), ...more], { seed: 1, ...parameters });
  if (!isAffinityScored(model)) throw new Error('this test is about affinities');
  return model;
}
