import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type TrainingPair, trainOnOrdinary } from '../../../../shared/detectors/resourceAccess/accessAnomaly';
import { checkModel } from '../../../../shared/detectors/resourceAccess/checkModel';
import { type AccessAnomalyModel, score } from '../../../../shared/detectors/resourceAccess/model';
import { decodeModel, encodeModel } from '../../../../shared/detectors/resourceAccess/modelFile';
import type { GivenParameters } from '../../../../shared/detectors/resourceAccess/parameters';
import { TrainingError } from '../../../../shared/detectors/resourceAccess/trainingSet';
import { ActionableError } from '../../../../shared/errors';
import { byoml } from '../../../support/byoml';

const pair = (user: string, resource: string, likelihood = 1, tenant = '0') => ({ tenant, user, resource, likelihood });
const grid = (users: number, resources: number, likelihood: (i: number) => number = () => 1) =>
  Array.from({ length: users * resources }, (_, i) =>
    pair(`u${i % users}`, `r${Math.floor(i / users)}`, likelihood(i)),
  );

/** Every score a model can give to the names it was trained on and to a stranger, all of them finite or null. */
function finiteScores(model: AccessAnomalyModel, pairs: readonly TrainingPair[]): (number | null)[] {
  const numbers = [model.users.factors, model.resources.factors, model.means, model.standardDeviations];
  expect(numbers.every((array) => array.every(Number.isFinite))).toBe(true);
  const names = [...pairs, pair('stranger', 'elsewhere')];
  const resources = [...new Set(names.map(({ resource }) => resource))];
  const users = new Map(names.map(({ tenant, user }) => [`${tenant} ${user}`, { tenant, user }]));
  const scores = [...users.values()].flatMap(({ tenant, user }) =>
    resources.map((resource) => score(model, tenant, user, resource)),
  );
  expect(
    scores.filter(({ score, reason }) => (reason === 'scored' ? !Number.isFinite(score) : score !== null)),
  ).toEqual([]);
  return scores.map((one) => one.score);
}

/** Trains, checks, stores, loads and scores: the scores, or the project's error that says why there are none. */
function outcome(
  pairs: readonly TrainingPair[],
  parameters: GivenParameters = {},
): (number | null)[] | ActionableError {
  try {
    const trained = trainOnOrdinary(pairs, parameters);
    const quality = checkModel(trained, pairs);
    expect(Object.values(quality).every(Number.isFinite)).toBe(true);
    const { model } = decodeModel(encodeModel(trained, {}), 'model');
    return finiteScores(model, pairs);
  } catch (error) {
    if (error instanceof ActionableError) return error;
    throw error;
  }
}

const kinds: [string, GivenParameters][] = [
  ['implicit feedback', {}],
  ['explicit feedback', { implicitFeedback: false }],
  ['separate tenants', { separateTenants: true }],
  ['no scaling', { lowValue: null, highValue: null }],
  ['no regularization', { regularization: 0 }],
];

describe.each(kinds)('training with %s', (_, parameters) => {
  it.each<[string, TrainingPair[], RegExp]>([
    ['no pair', [], /no pairs to train on/],
    ['one pair', [pair('a', 'x')], /1 user\(s\) to 1 resource\(s\)/],
    ['one pair, a thousand times', Array(1000).fill(pair('a', 'x')), /1 user\(s\) to 1 resource\(s\)/],
    ['one user', grid(1, 30), /1 user\(s\) to 30 resource\(s\)/],
    ['one resource', grid(30, 1), /30 user\(s\) to 1 resource\(s\)/],
    ['a likelihood that is none', [...grid(3, 3), pair('a', 'x', Number.NaN)], /likelihood of training row 10/],
    ['an endless likelihood', [...grid(3, 3), pair('a', 'x', Number.POSITIVE_INFINITY)], /row 10.*Infinity/],
  ])('on %s is a named error', (_name, pairs, message) => {
    const error = outcome(pairs, parameters);
    expect(error).toBeInstanceOf(TrainingError);
    expect(String(error)).toMatch(message);
  });

  it.each<[string, TrainingPair[], GivenParameters?]>([
    ['two users and two resources, a rank above both', [pair('a', 'x'), pair('b', 'y'), pair('a', 'y')], { rank: 50 }],
    ['two pairs that nothing links', [pair('a', 'x'), pair('b', 'y')]],
    ['everybody touching everything equally', grid(12, 15)],
    ['everybody touching everything, each to another extent', grid(12, 15, (i) => 1 + (i % 7))],
    ['identical users', grid(20, 2)],
    ['counts of 1e12 beside counts of 1', grid(6, 6, (i) => (i % 5 === 0 ? 1e12 : 1))],
    ['counts of 1e12 only', grid(4, 4, () => 1e12)],
    ['counts near nothing', grid(4, 5, (i) => (i % 3) * Number.MIN_VALUE)],
    ['counts of 0 and below', grid(4, 5, (i) => (i % 3) - 2)],
    ['counts of 0', grid(4, 5, () => 0)],
    ['the largest numbers there are', grid(4, 5, (i) => (i % 2 ? Number.MAX_VALUE : -Number.MAX_VALUE))],
    ['empty names', [pair('', ''), pair('', 'x'), pair('a', ''), pair('a', 'x')]],
    ['a tenant of one pair beside another', [...grid(4, 4), pair('a', 'x', 1, '1')]],
  ])('on %s gives finite scores, or a named error', (_name, pairs, more = {}) => {
    const result = outcome(pairs, { ...parameters, ...more });
    if (result instanceof ActionableError) expect(result.message).toMatch(/: /);
    else expect(result.length).toBeGreaterThan(0);
  });

  it('on any small matrix gives finite scores, or a named error', () => {
    const likelihood = fc.oneof(
      fc.constantFrom(0, 1, -1, 1e12, 1e300, -1e300, Number.MAX_VALUE, Number.MIN_VALUE, Number.NaN),
      fc.double(),
      fc.nat(3),
    );
    const name = fc.nat(3).map(String);
    const pairs = fc.array(fc.record({ tenant: fc.nat(1).map(String), user: name, resource: name, likelihood }), {
      maxLength: 10,
    });
    const rank = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(pairs, rank, (rows, k) => {
        outcome(rows, { ...parameters, rank: k, iterations: 3 });
      }),
      { numRuns: 300 },
    );
  });
});

it('does not let implicit feedback fail on what it can learn from', () => {
  for (const pairs of [grid(12, 15), grid(20, 2), grid(6, 6, (i) => (i % 5 === 0 ? 1e12 : 1)), grid(4, 5, () => 0)]) {
    expect(outcome(pairs)).not.toBeInstanceOf(Error);
  }
});

it('scores everybody near 0 where all are alike', () => {
  const pairs = grid(12, 15);
  const scores = outcome(pairs) as (number | null)[];
  for (const value of scores) expect(Math.abs(value ?? 0)).toBeLessThan(1e-5);
});

describe('a likelihood in a file of pairs', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'degenerate-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each(['NaN', 'Infinity', 'many', '1e999', ''])('that is "%s" is refused with its line', async (likelihood) => {
    const input = join(folder, 'pairs.csv');
    await writeFile(input, `user,resource,likelihood\na,x,1\nb,y,${likelihood}\n`);
    const { exitCode, stderr } = await byoml('train', '--input', input, '--model', join(folder, 'model'));
    expect(exitCode).not.toBe(0);
    expect(stderr).toMatch(/pairs\.csv:3: likelihood is ".*"; it takes a number/);
  });

  it('may be below 0: the least is the least usual', async () => {
    const input = join(folder, 'pairs.csv');
    await writeFile(input, 'user,resource,likelihood\na,x,-1\nb,y,-5\na,y,3\nb,x,-1e12\n');
    const model = join(folder, 'model');
    expect(await byoml('train', '--input', input, '--model', model)).toMatchObject({ exitCode: 0 });
    const { stdout } = await byoml('score', '--input', input, '--model', model);
    const scores = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).score);
    expect(scores).toHaveLength(4);
    expect(scores.every(Number.isFinite)).toBe(true);
  });
});

it('learns from a hundred thousand pairs within bounds', () => {
  const pairs = Array.from({ length: 100_000 }, (_, i) => pair(`u${i % 2000}`, `r${(i * 7919) % 5003}`, 1 + (i % 9)));
  const model = trainOnOrdinary(pairs, { iterations: 2 });
  expect(checkModel(model, pairs)).toMatchObject({ users: 2000, resources: 5003, pairs: 100_000 });
}, 60_000);
