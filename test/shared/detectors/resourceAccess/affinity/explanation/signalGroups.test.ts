import {
  groupNames,
  signalGroups,
  sumsOfGroups,
} from '../../../../../../shared/detectors/resourceAccess/affinity/explanation/signalGroups';
import { type SignalName, signalNames } from '../../../../../../shared/detectors/resourceAccess/affinity/signals';

describe('signalGroups', () => {
  it('hold every signal once', () => {
    expect(groupNames.flatMap((group) => [...signalGroups[group]]).sort()).toEqual([...signalNames].sort());
  });

  it('have the sums of their own contributions', () => {
    const none = Object.fromEntries(signalNames.map((name) => [name, 0])) as Record<SignalName, number>;
    const contributions = { ...none, peers: 5, support: -4.5, popularity: 1, singleDay: -2, administrativeUse: 0.25 };
    expect(sumsOfGroups(contributions)).toEqual({
      whoUsesIt: 1.5,
      ownResources: 0,
      serverAndFamily: 0,
      habits: -2,
      administration: 0.25,
    });
  });
});
