import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { trainAccessAnomaly, trainOnOrdinary } from '../../../../../shared/detectors/resourceAccess/accessAnomaly';
import type { AffinityModel } from '../../../../../shared/detectors/resourceAccess/affinity/affinityModel';
import { type SignalName, signalNames } from '../../../../../shared/detectors/resourceAccess/affinity/signals';
import { trainAffinity } from '../../../../../shared/detectors/resourceAccess/affinity/trainAffinity';
import { resourceAccess } from '../../../../../shared/detectors/resourceAccess/detector';
import { decodeModel, encodeModel } from '../../../../../shared/detectors/resourceAccess/modelFile';
import type { GivenParameters } from '../../../../../shared/detectors/resourceAccess/parameters';
import {
  TrainingError,
  type TrainingPair,
  tabulatePairs,
} from '../../../../../shared/detectors/resourceAccess/trainingSet';
import { separateUbiquitous } from '../../../../../shared/detectors/resourceAccess/ubiquitousAccounts';
import { access } from '../../../../support/accesses';
import { sampleRows } from '../sampleRows';
import { company, firstAccesses, trainingData } from './company';
import { pairs } from './tables';

/** Trains, stores, loads and scores users with resources, and strangers: all of them finite. */
function scoresOf(learned: readonly TrainingPair[], parameters: GivenParameters = {}): number[] {
  const trained = resourceAccess.train(trainingData(learned), parameters);
  const bytes = encodeModel(trained);
  const { model } = decodeModel(bytes, 'model');
  expect(Buffer.compare(encodeModel(model), bytes)).toBe(0);
  const tenants = [...new Set(learned.map(({ tenant }) => tenant))];
  const users = [...new Set(learned.map(({ user }) => user))].slice(0, 12).concat('nobody');
  const resources = [...new Set(learned.map(({ resource }) => resource))]
    .slice(0, 20)
    .concat('fs1\\nothing', 'fs1\\C$');
  return tenants.flatMap((tenant) =>
    users.flatMap((user) => {
      const accesses = resources.map((resource) => access({ tenant, user, resource }));
      const scored = accesses.map((one) => resourceAccess.score(model, one));
      for (const { pValue } of scored) expect(pValue! > 0 && pValue! <= 1).toBe(true);
      const day = resourceAccess.userDays.score(model, [accesses[0]!, ...accesses.slice(1)]);
      const numbers = [...scored.map(({ score }) => score!), day.score, day.pValue];
      expect(numbers.every(Number.isFinite)).toBe(true);
      return scored.map(({ score }) => score!);
    }),
  );
}

const grid = (users: number, resources: number, firstDay?: number) =>
  Array.from({ length: users * resources }, (_, i): TrainingPair => {
    const pair = { tenant: '0', user: `u${i % users}`, resource: `r${Math.floor(i / users)}`, likelihood: 1 };
    return firstDay === undefined ? pair : { ...pair, firstDay };
  });

describe('learns of next to nothing, with finite scores', () => {
  it.each<[string, TrainingPair[]]>([
    ['a pair', pairs('a-x')],
    ['a pair of a day', pairs('a-x-20000')],
    ['two pairs', pairs('a-x b-y')],
    ['two pairs of one user', pairs('a-x a-y')],
    ['one user', grid(1, 60)],
    ['one resource', grid(60, 1)],
    ['everybody using everything', grid(12, 15)],
    ['everybody using everything, from one day on', grid(20, 15, 20_000)],
    ['all pairs on one day', firstAccesses(company).map((pair) => ({ ...pair, firstDay: 20_000 }))],
    [
      'pairs of which some carry no time',
      firstAccesses(company).map((pair, i) => (i % 2 ? pair : { ...pair, firstDay: undefined })),
    ],
    ['days as far apart as can be', pairs('a-x-0 b-y-2000000 a-y-1000000')],
    ['25 rows', sampleRows('fixed')],
    ['empty names', pairs('- -x a- a-x')],
    ['a tenant of one pair beside another', [...firstAccesses(company), ...pairs('a-x-20029', 'tiny')]],
    [
      'several tenants, none with enough',
      ['0', '1', '2'].flatMap((tenant) => pairs('a-x-20000 a-y-20003 b-x-20009', tenant)),
    ],
    [
      'likelihoods of 0 and far apart',
      grid(6, 6).map((pair, i) => ({ ...pair, likelihood: i % 3 === 0 ? 0 : 10 ** (i % 12) })),
    ],
  ])('%s', (_, learned) => {
    expect(scoresOf(learned).length).toBeGreaterThan(0);
  });

  it.each<[string, GivenParameters]>([
    ['explicit feedback', { implicitFeedback: false }],
    ['separate tenants', { separateTenants: true }],
    ['no scaling', { lowValue: null, highValue: null }],
    ['no regularization', { regularization: 0 }],
    ['a rank above all counts', { rank: 40 }],
  ])('any pairs, with %s', (_, parameters) => {
    const name = fc.nat(5).map(String);
    const pair = fc.record({
      tenant: fc.nat(1).map(String),
      user: name,
      resource: fc.constantFrom('fs1\\', 'fs2\\', '').chain((server) => name.map((share) => `${server}${share}`)),
      likelihood: fc.oneof(fc.nat(3), fc.double()),
      firstDay: fc.option(fc.integer({ min: 20_000, max: 20_012 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 30 }), (learned) => {
        try {
          scoresOf(learned, { iterations: 2, rank: 3, ...parameters });
        } catch (error) {
          if (!(error instanceof TrainingError)) throw error;
        }
      }),
      { numRuns: 60 },
    );
  });

  it('no pair is an error that says so', () => {
    expect(() => scoresOf([])).toThrow(TrainingError);
    expect(() => scoresOf([])).toThrow(/no pairs to train on/);
  });
});

describe('a trained model', () => {
  const learned = [...firstAccesses(company), ...firstAccesses({ ...company, tenant: 'south', seed: 2, teams: 2 })];
  const bytesOf = (rows: readonly TrainingPair[], parameters: GivenParameters = {}, threads = 1) => {
    const model = resourceAccess.train(trainingData(rows), { iterations: 4, ...parameters }, [], { threads });
    return createHash('sha256').update(encodeModel(model)).digest('hex');
  };
  const expected = bytesOf(learned);

  it('has the same bytes whatever the order of rows, and whether pairs come at once or in parts', () => {
    expect(bytesOf([...learned].reverse())).toBe(expected);
    const halves = learned.map((pair) => ({ ...pair, likelihood: pair.likelihood / 2 }));
    expect(bytesOf([...halves, ...halves])).toBe(expected);
  });

  it('has the same bytes with two threads', () => {
    expect(bytesOf(learned, { rank: 64, iterations: 25 }, 2)).toBe(bytesOf(learned, { rank: 64, iterations: 25 }));
  });

  it('has others by another seed', () => {
    expect(bytesOf(learned, { seed: 1 })).not.toBe(expected);
  });

  it('bends where it has knots, as it does of very many examples, and is kept with them', () => {
    const trained = resourceAccess.train(trainingData(learned), { iterations: 2 });
    const separated = separateUbiquitous(tabulatePairs(learned));
    const bent = { ...trained, affinity: trainAffinity(separated, trained.parameters, 1, { knots: 3 }) };
    const isBent = ({ affinity }: { affinity?: AffinityModel | undefined }, signal: SignalName) =>
      affinity!.odds[0]!.pair.shapes[signalNames.indexOf(signal)]!.knots.length > 0;
    expect([isBent(trained, 'peers'), isBent(bent, 'peers')]).toEqual([false, true]);
    // Of users alone there always is enough to tell.
    expect([isBent(trained, 'breadth'), isBent(bent, 'breadth')]).toEqual([true, true]);
    const { model } = decodeModel(encodeModel(bent), 'model');
    const scoresBy = (by: typeof model) => learned.map((pair) => resourceAccess.score(by, { ...pair, user: 'nobody' }));
    expect(scoresBy(model)).toEqual(scoresBy(bent));
    expect(scoresBy(model)).not.toEqual(scoresBy(trained));
    for (const { score } of scoresBy(bent)) expect(Number.isFinite(score)).toBe(true);
  });

  it('has one expectation a tenant, and is timed', () => {
    const { affinity } = resourceAccess.train(trainingData(learned), { iterations: 2 });
    expect(affinity).toMatchObject({ isTimed: true, expectations: [{}, {}] });
    expect(affinity!.expectations[0]!.accessesPerDay).toBeGreaterThan(affinity!.expectations[1]!.accessesPerDay);
  });

  it('has the factors of AccessAnomaly, which trains as it always did where it is the scorer', () => {
    const { affinity, parameters, ...factors } = resourceAccess.train(trainingData(learned), { iterations: 2 });
    const original = resourceAccess.train(trainingData(learned), { iterations: 2, scorer: 'accessAnomaly' });
    expect(original).toEqual({ ...factors, parameters: { ...parameters, scorer: 'accessAnomaly' } });
    expect(original).toEqual(trainOnOrdinary(learned, { iterations: 2 }));
    expect(trainOnOrdinary(learned, { iterations: 2, scorer: 'affinity' })).toEqual(original);
    expect(trainAccessAnomaly(learned, { iterations: 2, scorer: 'affinity' })).toEqual(original);
  });

  it('knows the pairs of a history, learned from or not', () => {
    const pair = { tenant: 'north', user: 'user 1', resource: 'fs9\\archive' };
    const model = resourceAccess.train(trainingData(learned), { iterations: 2 }, [pair]);
    expect(resourceAccess.score(model, pair)).toMatchObject({ reason: 'knownPair', pValue: 1 });
    expect(resourceAccess.score(model, learned[0]!)).toMatchObject({ reason: 'knownPair', pValue: 1 });
    expect(resourceAccess.score(model, { ...pair, user: 'user 2' }).reason).toBe('unknownResource');
  });
});
