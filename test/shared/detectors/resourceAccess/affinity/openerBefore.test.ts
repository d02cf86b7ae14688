import { openerBefore } from '../../../../../shared/detectors/resourceAccess/affinity/openerBefore';
import { tabulatePairs } from '../../../../../shared/detectors/resourceAccess/trainingSet';
import { pairs, usageOf } from './tables';

describe('openerBefore', () => {
  const table = tabulatePairs(pairs('ann-a bob-b'));
  const known = { ...table, userOf: table.userOf.slice(1), resourceOf: table.resourceOf.slice(1) };

  it('is unknown where nothing was known of the user before, and who they are otherwise', () => {
    const usage = usageOf({ ...known, firstDays: table.firstDays.slice(1) });
    expect(openerBefore(usage, 0, 0)).toEqual({ tenant: 0, user: -1 });
    expect(openerBefore(usage, 0, 1)).toEqual({ tenant: 0, user: 1 });
  });
});
