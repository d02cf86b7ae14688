import fc from 'fast-check';
import {
  type TrainingPair,
  trainAccessAnomaly,
  trainOnOrdinary,
} from '../../../../shared/detectors/resourceAccess/accessAnomaly';
import { checkModel } from '../../../../shared/detectors/resourceAccess/checkModel';
import { resourceAccess } from '../../../../shared/detectors/resourceAccess/detector';
import { type AccessAnomalyModel, score } from '../../../../shared/detectors/resourceAccess/model';
import { encodeModel } from '../../../../shared/detectors/resourceAccess/modelFile';
import { tabulatePairs } from '../../../../shared/detectors/resourceAccess/trainingSet';
import { separateUbiquitous } from '../../../../shared/detectors/resourceAccess/ubiquitousAccounts';
import { defaultIdentityRules } from '../../../../shared/events/identity';
import { MersenneTwister } from '../../../../shared/numerics/mersenneTwister';
import { sampleDataset } from '../../../../tools/sample/dataset';
import { sampleRows, withoutFfa } from './sampleRows';

const robot = 'contoso\\backup';
const pair = (user: string, resource: string, likelihood = 1): TrainingPair => ({
  tenant: '0',
  user,
  resource,
  likelihood,
});
const distinct = (names: readonly string[]) => [...new Set(names)];
const resourcesOf = (pairs: readonly TrainingPair[]) => distinct(pairs.map(({ resource }) => resource));

/** What an account does that touches all resources there are, and some of its own, many times a day. */
const everything = (pairs: readonly TrainingPair[], user = robot, likelihood = 1e12): TrainingPair[] =>
  [...resourcesOf(pairs), 'backup\\vault', 'backup\\index'].map((resource) => pair(user, resource, likelihood));

/** Ten days of the sample company, and the accesses planted into the day after. */
function company(seed: number) {
  const day = new Date('2026-11-20T12:00:00Z');
  const { trainingDays, planted } = sampleDataset({ seed, day, trainingDays: 10, plantedAccesses: 12 });
  const read = resourceAccess.reader(defaultIdentityRules);
  const accessOf = (row: object) => {
    const reading = read(row);
    return 'access' in reading ? [{ ...reading.access, tenant: '0' }] : [];
  };
  const memory = resourceAccess.remember();
  for (const access of trainingDays.flat().flatMap(accessOf)) memory.add(access);
  return { pairs: [...memory.pairs()], planted: planted.flatMap(({ row }) => accessOf(row)) };
}

/** Everything in a model but what it knows of single pairs. */
const learned = (model: AccessAnomalyModel) => Buffer.from(encodeModel({ ...model, history: null }));

function scoresOf(model: AccessAnomalyModel, pairs: readonly TrainingPair[]): (number | null)[] {
  return distinct(pairs.map(({ user }) => user)).flatMap((user) =>
    resourcesOf(pairs).map((resource) => score(model, '0', user, resource).score),
  );
}

const greatestDifference = (one: readonly (number | null)[], other: readonly (number | null)[]) =>
  one.reduce<number>((most, value, i) => Math.max(most, Math.abs(value! - other[i]!)), 0);

const companies = [1, 2].map((seed) => [`the sample company, seed ${seed}`, company(seed).pairs] as const);
const factories = ['nb_training', 'test_training'].map((name) => [`SynapseML's ${name}`, sampleRows(name)] as const);

describe('an account that touches everything', () => {
  it.each([...companies, ...factories])('moves no other score, by nothing at all, in %s', (_, pairs) => {
    const without = trainOnOrdinary(pairs, { iterations: 3 });
    for (const robots of [everything(pairs), [...everything(pairs), ...everything(pairs, '!scanner', 0.01)]]) {
      const withRobots = trainOnOrdinary([...robots, ...pairs], { iterations: 3 });
      expect(learned(withRobots).equals(learned(without))).toBe(true);
      expect(scoresOf(withRobots, pairs)).toEqual(scoresOf(without, pairs));
    }
  });

  it('would move the others by 2 to 10 standard deviations if it were learned from, as the original does', () => {
    for (const [, pairs] of [companies[0]!, factories[0]!]) {
      const before = scoresOf(trainAccessAnomaly(pairs), pairs);
      const after = scoresOf(trainAccessAnomaly([...pairs, ...everything(pairs, robot, 1)]), pairs);
      expect(greatestDifference(before, after)).toBeGreaterThan(2);
      expect(greatestDifference(before, after)).toBeLessThan(10);
    }
  });

  it('leaves planted accesses the rank and the score they have', () => {
    const { pairs, planted } = company(1);
    const withRobot = trainOnOrdinary([...pairs, ...everything(pairs)]);
    for (const { user, resource } of planted) expect(score(withRobot, '0', user, resource).score).toBeGreaterThan(12);
  });

  it('is known where it has been, and new elsewhere; what only it uses is unknown to the others', () => {
    const [, pairs] = factories[0]!;
    const model = trainOnOrdinary([...pairs, ...everything(pairs)], { iterations: 3 });
    expect(score(model, '0', robot, 'hr_res_0')).toEqual({ score: 0, reason: 'knownPair' });
    expect(score(model, '0', robot, 'backup\\vault')).toEqual({ score: 0, reason: 'knownPair' });
    expect(score(model, '0', robot, 'new')).toEqual({ score: null, reason: 'unknownUser' });
    expect(score(model, '0', 'hr_user_0', 'backup\\vault')).toEqual({ score: null, reason: 'unknownResource' });
  });

  it('does not link departments that nobody else links', () => {
    const pairs = withoutFfa(sampleRows('nb_training'));
    const model = trainOnOrdinary([...pairs, ...everything(pairs)], { iterations: 3 });
    expect(score(model, '0', 'hr_user_0', 'fin_res_0').reason).toBe('disconnected');
  });

  it('is told in the quality figures, and the model passes its check', () => {
    const [, pairs] = factories[0]!;
    const both = [...pairs, ...everything(pairs)];
    expect(checkModel(trainOnOrdinary(both), both)).toEqual({
      ...checkModel(trainOnOrdinary(pairs), pairs),
      ubiquitousAccounts: 1,
    });
  });

  it('is set aside beside a history too, which stays as it is', () => {
    const [, pairs] = factories[0]!;
    const history = pairs.slice(0, 100);
    const model = trainOnOrdinary([...pairs, ...everything(pairs)], {}, history);
    expect(learned(model).equals(learned(trainOnOrdinary(pairs, {}, history)))).toBe(true);
    for (const { user, resource } of [...history, pair(robot, 'hr_res_0')]) {
      expect(score(model, '0', user, resource).reason).toBe('knownPair');
    }
  });

  it('moves nobody in any company whose people use a few things each', () => {
    const person = fc.uniqueArray(fc.nat(24), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(person, { minLength: 12, maxLength: 20 }), (people) => {
        const all = Array.from({ length: 25 }, (_, resource) => pair(`p${resource % people.length}`, `r${resource}`));
        const pairs = [...all, ...people.flatMap((uses, i) => uses.map((resource) => pair(`p${i}`, `r${resource}`)))];
        const base = trainOnOrdinary(pairs, { iterations: 2 });
        expect(learned(trainOnOrdinary([...everything(pairs), ...pairs], { iterations: 2 }))).toEqual(learned(base));
      }),
    );
  });
});

/** Whom {@link separateUbiquitous} says it sets aside, each looked for among all accounts of the one tenant anew. */
function asWorded(pairs: readonly TrainingPair[]): string[] {
  const usesOf = new Map<string, Set<string>>();
  for (const { user, resource } of pairs) usesOf.set(user, (usesOf.get(user) ?? new Set()).add(resource));
  const users = [...usesOf.keys()].sort();
  const reachOf = (user: string) => {
    const others = new Set(users.filter((one) => one !== user).flatMap((one) => [...usesOf.get(one)!]));
    return others.size < 20
      ? 0
      : [...usesOf.get(user)!].filter((resource) => others.has(resource)).length / others.size;
  };
  const aside: string[] = [];
  for (;;) {
    const reaches = users.map(reachOf);
    const [widest] = users.splice(reaches.indexOf(Math.max(...reaches)), 1);
    const others = users.map((user) => usesOf.get(user)!.size).sort((a, b) => a - b);
    const isWide = Math.max(...reaches) >= 0.8 && usesOf.get(widest!)!.size >= 2 * others[others.length >> 1]!;
    if (others.length < 10 || !isWide) return aside;
    aside.push(widest!);
  }
}

describe('separateUbiquitous', () => {
  const asideOf = (pairs: readonly TrainingPair[]) =>
    distinct(separateUbiquitous(tabulatePairs(pairs)).ubiquitous.map(({ user }) => user));

  it.each([
    'fixed',
    'test_training',
    'enrich_training_ratio1',
    'cc_training_multi',
    'nb_training',
  ])('sets nobody aside in %s, so that what is trained is the original', (name) => {
    expect(asideOf(sampleRows(name))).toEqual([]);
    expect(trainOnOrdinary(sampleRows(name), { iterations: 2 })).toEqual(
      trainAccessAnomaly(sampleRows(name), { iterations: 2 }),
    );
  });

  it('is the rule as it is worded, one account after the other, in any company', () => {
    const size = fc.record({ users: fc.integer({ min: 9, max: 30 }), resources: fc.integer({ min: 18, max: 30 }) });
    // Most use little, some nearly everything, and a few have resources of their own.
    const reach = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(0, 0.1) }, fc.constantFrom(0.8, 0.9, 1));
    const company = fc.tuple(size, fc.array(reach, { minLength: 1, maxLength: 30 }), fc.array(fc.nat(30)), fc.nat());
    fc.assert(
      fc.property(company, ([{ users, resources }, reaches, owners, seed]) => {
        const random = new MersenneTwister(seed);
        const isUsed = (user: number) => random.integerBelow(100) < 100 * reaches[user % reaches.length]!;
        const cells = Array.from({ length: users * resources }, (_, i) => [i % users, Math.floor(i / users)] as const);
        const pairs = [
          ...cells.filter(([user]) => isUsed(user)).map(([user, resource]) => pair(`u${user}`, `r${resource}`)),
          ...owners.map((user, i) => pair(`u${user}`, `own${i}`)),
        ];
        expect(asideOf(pairs).sort()).toEqual(asWorded(pairs).sort());
      }),
      { numRuns: 300 },
    );
  });

  const grid = (users: number, resources: number) =>
    Array.from({ length: users * resources }, (_, i) => pair(`u${i % users}`, `r${Math.floor(i / users)}`));

  it('sets nobody aside where everybody uses everything', () => {
    expect(asideOf(grid(30, 40))).toEqual([]);
  });

  it('sets nobody aside in a tenant too small to tell', () => {
    const few = Array.from({ length: 19 }, (_, i) => pair(`u${i}`, `r${i}`));
    expect(asideOf([...few, ...everything(few)])).toEqual([]);
    const fewPeople = Array.from({ length: 90 }, (_, i) => pair(`u${i % 9}`, `r${i}`));
    expect(asideOf([...fewPeople, ...everything(fewPeople)])).toEqual([]);
  });

  it('needs four fifths of what others use, however much the account has of its own', () => {
    const people = Array.from({ length: 100 }, (_, i) => pair(`u${i % 20}`, `r${i}`));
    const own = Array.from({ length: 500 }, (_, i) => pair(robot, `own${i}`));
    const reaching = (count: number) => [
      ...people,
      ...own,
      ...people.slice(0, count).map((one) => ({ ...one, user: robot })),
    ];
    expect(asideOf(reaching(79))).toEqual([]);
    expect(asideOf(reaching(80))).toEqual([robot]);
  });

  it('looks at each tenant on its own', () => {
    const people = Array.from({ length: 100 }, (_, i) => pair(`u${i % 20}`, `r${i}`));
    const ofTenant1 = [...people, ...everything(people)].map((one) => ({ ...one, tenant: '1' }));
    const { ordinary, ubiquitous } = separateUbiquitous(tabulatePairs([...people, pair(robot, 'r0'), ...ofTenant1]));
    expect(distinct(ubiquitous.map(({ tenant, user }) => `${tenant} ${user}`))).toEqual([`1 ${robot}`]);
    expect(ordinary.users.indexOf('0', robot)).toBeGreaterThan(0);
    expect(ordinary.users.indexOf('1', robot)).toBe(0);
  });
});
