import fc from 'fast-check';
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

it('lets a tenant pass whose predictions differ by rounding only, with scores near 0', () => {
  const links = (tenant: string, names: string) =>
    names.split(' ').map((name): TrainingPair => {
      const [user = '', resource = '', likelihood = 1] = name.split('-');
      return { tenant, user, resource, likelihood: Number(likelihood) };
    });
  const nearlyEqual = [
    ...links('0', 'u0-r0 u0-r1 u1-r0 u1-r1 u2-r0 u2-r1 u3-r0 u3-r1 u4-r0 u4-r1'),
    ...links('1', 'u0-r4 u2-r1 u0-r2'),
    ...links('2', 'u4-r0-3 u4-r0-3 u1-r3 u3-r1-2 u1-r1 u2-r2 u4-r1 u0-r0'),
  ];
  const model = trainAccessAnomaly(nearlyEqual);
  expect(model.standardDeviations[0]).toBe(1);
  expect(checkModel(model, nearlyEqual).highestScore).toBeLessThan(10);
});

it('lets the model of any pairs pass', () => {
  const name = fc.nat(4).map(String);
  const link = fc.tuple(name, name, fc.nat(2), fc.integer({ min: 1, max: 3 }));
  const corners = [pair('a', 'x'), pair('b', 'y')];
  fc.assert(
    fc.property(fc.array(link, { maxLength: 24 }), (links) => {
      const drawn = links.map(([user, resource, tenant, likelihood]) => ({
        ...pair(user, resource, String(tenant)),
        likelihood,
      }));
      const any = [...corners, ...drawn];
      expect(checkModel(trainAccessAnomaly(any), any).pairs).toBeGreaterThan(1);
    }),
  );
});

it('names the tenant and how many scores, but nobody, where scores are not finite', () => {
  const people = [pair('alice', 'payroll', 't1'), pair('bob', 'payroll', 't1'), pair('bob', 'finance', 't1')];
  const model = trainAccessAnomaly(people);
  const check = () => checkModel({ ...model, means: Float64Array.of(Number.NaN) }, people);
  expect(check).toThrow(ModelCheckError);
  expect(check).toThrow(/^3 of the 3 scores of training pairs are not finite, the first of them in tenant t1: train/);
});

it('asks no mean of 0 of explicit feedback, where sampled negatives take part in it', () => {
  const quality = checkModel(trainAccessAnomaly(pairs, { implicitFeedback: false }), pairs);
  expect(Math.abs(quality.meanScore)).toBeGreaterThan(1e-3);
});

it('gives the same figures, bit for bit, whatever the order of the pairs', () => {
  const shuffled = [pairs[3]!, pairs[0]!, pairs[5]!, pairs[1]!, pairs[4]!, pairs[2]!];
  expect(checkModel(trainAccessAnomaly(shuffled), shuffled)).toEqual(checkModel(trainAccessAnomaly(pairs), pairs));
});
