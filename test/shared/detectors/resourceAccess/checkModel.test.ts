import { trainAccessAnomaly } from '../../../../shared/detectors/resourceAccess/accessAnomaly';
import { checkModel, ModelCheckError } from '../../../../shared/detectors/resourceAccess/checkModel';
import { TrainingError, type TrainingPair } from '../../../../shared/detectors/resourceAccess/trainingSet';

function pair(user: string, resource: string, tenant = '0'): TrainingPair {
  return { tenant, user, resource, likelihood: user.length };
}

const pairs = [pair('a', 'x'), pair('a', 'y'), pair('bb', 'y'), pair('cc', 'z'), pair('cc', 'x'), pair('d', 'z')];

it('tells sizes, and a mean of 0 and a standard deviation of 1', () => {
  const quality = checkModel(trainAccessAnomaly(pairs), pairs);
  expect(quality).toMatchObject({ users: 4, resources: 3, pairs: 6 });
  expect(quality.meanScore).toBeCloseTo(0, 9);
  expect(quality.standardDeviation).toBeCloseTo(1, 9);
  expect(quality.highestScore).toBeGreaterThan(0);
});

it('counts a repeated pair once, as training does', () => {
  const repeated = [...pairs, pairs[0]!];
  expect(checkModel(trainAccessAnomaly(repeated), repeated).pairs).toBe(6);
});

it('refuses what holds fewer than two users or two resources', () => {
  const oneUser = [pair('a', 'x'), pair('a', 'y')];
  const oneResource = [pair('a', 'x'), pair('b', 'x')];
  expect(() => checkModel(trainAccessAnomaly(oneUser), oneUser)).toThrow(TrainingError);
  expect(() => checkModel(trainAccessAnomaly(oneResource), oneResource)).toThrow(
    /1 resource\(s\).*at least two of each/,
  );
});

it('refuses a model that does not fit its pairs', () => {
  const model = trainAccessAnomaly(pairs);
  const shifted = { ...model, means: model.means.map((mean) => mean + 0.01) };
  const stretched = { ...model, standardDeviations: model.standardDeviations.map((deviation) => deviation * 1.1) };
  const broken = { ...model, means: model.means.map(() => Number.NaN) };
  for (const bad of [shifted, stretched, broken]) expect(() => checkModel(bad, pairs)).toThrow(ModelCheckError);
});

it('lets a tenant without any spread pass', () => {
  const single = [...pairs, pair('a', 'x', '1')];
  expect(checkModel(trainAccessAnomaly(single), single).pairs).toBe(7);
});

it('asks no mean of 0 of explicit feedback, where sampled negatives take part in it', () => {
  const quality = checkModel(trainAccessAnomaly(pairs, { implicitFeedback: false }), pairs);
  expect(Math.abs(quality.meanScore)).toBeGreaterThan(1e-3);
});

it('gives the same figures, bit for bit, whatever the order of the pairs', () => {
  const shuffled = [pairs[3]!, pairs[0]!, pairs[5]!, pairs[1]!, pairs[4]!, pairs[2]!];
  expect(checkModel(trainAccessAnomaly(shuffled), shuffled)).toEqual(checkModel(trainAccessAnomaly(pairs), pairs));
});
