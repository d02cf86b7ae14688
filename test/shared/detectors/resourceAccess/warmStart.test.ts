import fc from 'fast-check';
import {
  TrainingError,
  type TrainingOptions,
  type TrainingPair,
  trainAccessAnomaly,
} from '../../../../shared/detectors/resourceAccess/accessAnomaly';
import { resourceAccess } from '../../../../shared/detectors/resourceAccess/detector';
import { ratePairs } from '../../../../shared/detectors/resourceAccess/feedback';
import { findName, findTenantName } from '../../../../shared/detectors/resourceAccess/findName';
import type { AccessAnomalyModel } from '../../../../shared/detectors/resourceAccess/model';
import { decodeModel, encodeModel } from '../../../../shared/detectors/resourceAccess/modelFile';
import type { GivenParameters } from '../../../../shared/detectors/resourceAccess/parameters';
import { tabulatePairs } from '../../../../shared/detectors/resourceAccess/trainingSet';
import { obstacleToStart, startFromKnown } from '../../../../shared/detectors/resourceAccess/warmStart';
import { defaultIdentityRules } from '../../../../shared/events/identity';
import { implicitLoss } from '../../../../tools/bench/training/loss';
import { sampleDataset } from '../../../../tools/sample/dataset';
import { sampleRows } from './sampleRows';

const pairs = sampleRows('test_training', ['0', '1']);
const bytesOf = (model: AccessAnomalyModel) => Buffer.from(encodeModel(model, {})).toString('base64');
const train = (learned: Iterable<TrainingPair>, parameters: GivenParameters, options?: TrainingOptions) =>
  trainAccessAnomaly(learned, parameters, [], options);

/** The same pairs, but that some users of one tenant are gone and others have come. */
const vanished = 'hr_user_1';
const changed = [
  ...pairs.filter(({ tenant, user }) => tenant !== '0' || user !== vanished),
  ...pairs.filter(({ user }) => user === vanished).map((pair) => ({ ...pair, user: 'a newcomer' })),
];

const kinds: [string, GivenParameters][] = [
  ['implicit feedback', {}],
  ['explicit feedback', { implicitFeedback: false }],
  ['separate tenants', { separateTenants: true }],
];

describe.each(kinds)('a warm start with %s', (_, kind) => {
  const parameters = { iterations: 10, ...kind };
  const before = train(pairs, parameters);

  it('gives the same bytes from the same pairs in any order, and from a model in memory or in a file', () => {
    const expected = bytesOf(train(changed, parameters, { startFrom: before }));
    const inFile = decodeModel(encodeModel(before, {}), 'model').model;
    expect(bytesOf(train([...changed].reverse(), parameters, { startFrom: inFile, threads: 2 }))).toBe(expected);
    expect(expected).not.toBe(bytesOf(train(changed, parameters)));
  });

  it('knows who has come, and no longer who has gone', () => {
    const { users, tenants } = train(changed, parameters, { startFrom: before });
    const positionOf = (tenant: string, user: string) => findTenantName(users, findName(tenants, tenant), user);
    expect(positionOf('0', vanished)).toBe(-1);
    expect(positionOf('1', vanished)).toBeGreaterThanOrEqual(0);
    for (const tenant of ['0', '1']) {
      const newcomer = positionOf(tenant, 'a newcomer');
      expect(users.factors.subarray(newcomer * 10, (newcomer + 1) * 10).some((component) => component > 0)).toBe(true);
    }
  });

  it('from a model that knows nobody of them is a cold one, to the last byte', () => {
    const strangers = pairs.map((pair) => ({ ...pair, user: `${pair.user}, a stranger` }));
    const elsewhere = pairs.map((pair) => ({ ...pair, tenant: `${pair.tenant}, elsewhere` }));
    const cold = bytesOf(train(pairs, parameters));
    for (const others of [strangers, elsewhere]) {
      expect(bytesOf(train(pairs, parameters, { startFrom: train(others, parameters) }))).toBe(cold);
    }
  });

  it('from a model of zeros, from which nothing could grow, is a cold one, to the last byte', () => {
    const zeros = { ...before, users: { ...before.users, factors: new Float32Array(before.users.factors.length) } };
    expect(bytesOf(train(pairs, parameters, { startFrom: zeros }))).toBe(bytesOf(train(pairs, parameters)));
  });
});

describe('the loss after a warm start of 5 iterations', () => {
  // 40 days in an invented company: learned from are 30 of them, starting from a model of the 30 before.
  const days = sampleDataset({
    seed: 1,
    day: new Date('2026-11-20'),
    trainingDays: 40,
    plantedAccesses: 0,
  }).trainingDays;
  const read = resourceAccess.reader(defaultIdentityRules);
  function window(from: number): TrainingPair[] {
    const memory = resourceAccess.remember();
    for (const row of days.slice(from, from + 30).flat()) {
      const reading = read(row);
      if ('access' in reading) memory.add(reading.access);
    }
    return [...memory.pairs()];
  }

  function loss(learned: TrainingPair[], { parameters, users, resources }: AccessAnomalyModel): number {
    const ratings = ratePairs(tabulatePairs(learned), parameters);
    const shape = { ...parameters, alpha: parameters.alpha! };
    return implicitLoss(ratings, { users: users.factors, items: resources.factors }, shape).objective;
  }

  it.each([
    ['a day', 1],
    ['a third', 10],
  ])('is that of 25 cold ones within a ten-thousandth where %s of the window is new', (_, shift) => {
    const [earlier, later] = [window(0), window(shift)];
    for (const seed of [0, 1, 2]) {
      const cold = train(later, { seed });
      const warm = train(later, { seed }, { startFrom: train(earlier, { seed }) });
      expect(loss(later, warm)).toBeLessThan(1.0001 * loss(later, cold));
      expect(loss(later, warm)).toBeLessThan(loss(later, train(later, { seed, iterations: 5 })));
    }
  });
});

describe('a model of other parameters', () => {
  const own: GivenParameters = { scorer: 'accessAnomaly', rank: 4, iterations: 2 };
  const model = train(pairs, own);
  it.each<[GivenParameters, string | null]>([
    [{}, null],
    [{ rank: 5 }, 'its rank is 4, not 5'],
    [{ iterations: 3 }, 'its iterations is 2, not 3'],
    [{ implicitFeedback: false }, 'its implicitFeedback is true, not false'],
    [{ seed: 1 }, 'its seed is 0, not 1'],
  ])('is not started from: %j', (changed, obstacle) => {
    const parameters = { ...own, ...changed };
    expect(obstacleToStart(model, parameters)).toBe(obstacle);
    const start = () => train(pairs, parameters, { startFrom: model });
    if (obstacle === null) expect(start).not.toThrow();
    else
      expect(start).toThrow(
        new TrainingError(`training cannot start from that model, as ${obstacle}: start from another, or from none`),
      );
  });
});

it('a model of one scorer is not started from by the other', () => {
  const memory = { total: pairs.length, window: null, pairs: () => pairs };
  const model = resourceAccess.train(memory, { iterations: 1 });
  expect(obstacleToStart(model, { iterations: 1 })).toBeNull();
  expect(obstacleToStart(model, { iterations: 1, scorer: 'accessAnomaly' })).toBe(
    'its scorer is affinity, not accessAnomaly',
  );
});

describe('startFromKnown', () => {
  test('known users start from their vectors, others stay; iterations are a fifth, or the part of those others', () => {
    const arbitrary = fc.record({
      rows: fc.array(fc.integer({ min: -1, max: 4 }), { minLength: 1, maxLength: 30 }),
      iterations: fc.integer({ min: 1, max: 200 }),
    });
    fc.assert(
      fc.property(arbitrary, ({ rows, iterations }) => {
        const factors = Float32Array.of(1, 2, 0, 3, 4, 0, 5, 6, 0, 0);
        const initial = new Float32Array(rows.length * 2).fill(9);
        const made = startFromKnown(initial, { rows: Int32Array.from(rows), factors }, { rank: 2, iterations });
        const known = rows.map((row) => (row < 0 || row === 4 ? [9, 9] : [...factors.subarray(row * 2, row * 2 + 2)]));
        expect([...initial]).toEqual(known.flat());
        const anew = rows.filter((row) => row < 0 || row === 4).length;
        expect(made).toBe(Math.max(Math.ceil(0.2 * iterations), Math.ceil((anew / rows.length) * iterations)));
        expect(made).toBeLessThanOrEqual(iterations);
      }),
      { numRuns: 2_000 },
    );
  });
});
