import { ratePairs } from '../../../../shared/detectors/resourceAccess/feedback';
import { checkParameters } from '../../../../shared/detectors/resourceAccess/parameters';
import { TrainingError, tabulatePairs } from '../../../../shared/detectors/resourceAccess/trainingSet';
import { departmentOf, sampleRows } from './sampleRows';

const pairs = tabulatePairs(sampleRows('enrich_training_ratio1'));

describe('ratePairs', () => {
  it('T-M2 test_enrich_and_normalize: unseen pairs are across departments and rated 1, seen ones from 5 to 10', () => {
    const { users, items, values } = ratePairs(pairs, checkParameters({ implicitFeedback: false }));
    const rows = Array.from(values, (value, row) => ({
      user: pairs.users.values[users[row]!]!,
      resource: pairs.resources.values[items[row]!]!,
      value,
    })).filter(({ resource }) => resource !== 'ffa');
    expect(rows.length).toBeGreaterThan(857);
    expect(rows.every(({ user, resource }) => user !== undefined && resource !== undefined)).toBe(true);
    for (const { user, resource, value } of rows) {
      expect(value === 1).toBe(departmentOf(user) !== departmentOf(resource));
      expect(value === 1 || (value >= 5 && value <= 10)).toBe(true);
    }
    // Expected about 768 of them by chance.
    expect(values.filter((value) => value === 1).length).toBeGreaterThan(700);
  });

  it('implicit feedback rates the training pairs only', () => {
    const { users, values } = ratePairs(pairs, checkParameters());
    expect(users).toBe(pairs.userOf);
    expect(Math.min(...values)).toBe(5);
    expect(Math.max(...values)).toBe(10);
  });

  it('the negative score and the factor are the parameters’', () => {
    const rate = (complementFactor: number) =>
      ratePairs(pairs, checkParameters({ implicitFeedback: false, complementFactor, negativeScore: -2 })).values;
    expect(rate(0)).toHaveLength(857);
    expect(rate(4).filter((value) => value === -2).length).toBeGreaterThan(
      rate(1).filter((value) => value === -2).length,
    );
  });

  it('says which factor is small enough where there would be too many negatives', () => {
    const many = { ...pairs, userOf: new Int32Array(3_000_000) };
    const rate = () => ratePairs(many, checkParameters({ implicitFeedback: false, complementFactor: 7 }));
    expect(rate).toThrow(TrainingError);
    expect(rate).toThrow(/^complementFactor 7 asks for 21000000 negatives of 3000000 pairs, .*: set it to 6 or less$/);
  });
});
