import fc from 'fast-check';
import { AffinityScorer } from '../../../../../shared/detectors/resourceAccess/affinity/affinityScorer';
import { placeOf, SignalMeter } from '../../../../../shared/detectors/resourceAccess/affinity/signalMeter';
import { signalCount, signalNames } from '../../../../../shared/detectors/resourceAccess/affinity/signals';
import { tabulatePairs } from '../../../../../shared/detectors/resourceAccess/trainingSet';
import { type AdditiveModel, type Shape, shapeAt } from '../../../../../shared/numerics/additiveLogistic';
import { anyTable, pairs, usageOf } from './tables';

const flat: Shape = {
  lowest: 0,
  highest: 0,
  knots: Float64Array.of(),
  slopes: Float64Array.of(0),
  reference: 0,
};

/** Bends once in each signal, otherwise in each. */
const pairOdds: AdditiveModel = {
  intercept: 1.5,
  shapes: Array.from({ length: signalCount }, (_, i) => ({
    lowest: -8,
    highest: 3,
    knots: Float64Array.of(-1),
    slopes: Float64Array.of(0.1 * (i + 1), -0.05 * i),
    reference: 0.01 * i,
  })),
};

/** Of the user alone: what a user has opened counts, and nothing else. */
const userOdds: AdditiveModel = {
  intercept: -0.5,
  shapes: pairOdds.shapes.map((shape, i) => (signalNames[i] === 'breadth' ? shape : flat)),
};
const odds = { pair: pairOdds, user: userOdds };

it('is the log-odds against an access, which its contributions sum up to', () => {
  fc.assert(
    fc.property(anyTable, fc.nat(), fc.nat(), (table, userNumber, resourceNumber) => {
      const usage = usageOf(table);
      const user = userNumber % table.users.values.length;
      const place = placeOf(usage, resourceNumber % table.resources.values.length);
      const opener = { tenant: table.users.partitionOf[user]!, user };
      const signals = new Float64Array(signalCount);
      const meter = new SignalMeter(usage);
      meter.turnTo(opener);
      meter.measure(place, signals);
      const logOdds = pairOdds.shapes.reduce((sum, shape, i) => sum + shapeAt(shape, signals[i]!), pairOdds.intercept);

      const scorer = new AffinityScorer(
        usage,
        table.users.partitions.map(() => odds),
      );
      const { base, bySignal, score, signals: measured } = scorer.contributions(opener, place);
      expect(score).toBeCloseTo(-logOdds, 9);
      expect(scorer.score(opener, place)).toBe(score);
      expect(bySignal.reduce((sum, value) => sum + value, base)).toBeCloseTo(score, 9);
      expect(measured).toEqual(signals);
    }),
  );
});

it('keeps the signals of one access while it scores others', () => {
  const table = tabulatePairs(pairs('a-x a-y b-x'));
  const usage = usageOf(table);
  const scorer = new AffinityScorer(usage, [odds]);
  const { signals } = scorer.contributions({ tenant: 0, user: 0 }, placeOf(usage, 0));
  const before = signals.slice();
  scorer.score({ tenant: 0, user: -1 }, { resource: -1, server: -1, family: -1, isAdministrative: true });
  expect(signals).toEqual(before);
});

it('knows how active a user is to be expected, by the odds of users', () => {
  const usage = usageOf(tabulatePairs(pairs('a-x a-y b-x')));
  const scorer = new AffinityScorer(usage, [odds]);
  const breadth = pairOdds.shapes[signalNames.indexOf('breadth')]!;
  for (const [user, resources] of [2, 1].entries()) {
    const logOdds = shapeAt(breadth, Math.log1p(resources)) - 0.5;
    expect(scorer.activityOf({ tenant: 0, user })).toBeCloseTo(Math.exp(logOdds), 12);
  }
  expect(new AffinityScorer(usage, [{ pair: pairOdds, user: null }]).activityOf({ tenant: 0, user: 0 })).toBe(1);
});

it('has odds for each tenant, and makes nothing of one that it has none for', () => {
  const usage = usageOf(tabulatePairs(pairs('a-x a-y b-x')));
  const scorer = new AffinityScorer(usage, [odds]);
  const place = placeOf(usage, 0);
  expect(scorer.score({ tenant: 0, user: 1 }, place)).not.toBe(0);
  expect(scorer.score({ tenant: -1, user: -1 }, place)).toBe(-0);
  expect(scorer.contributions({ tenant: 1, user: -1 }, place)).toMatchObject({ base: -0, score: -0 });
  expect(scorer.activityOf({ tenant: -1, user: -1 })).toBe(1);
});
