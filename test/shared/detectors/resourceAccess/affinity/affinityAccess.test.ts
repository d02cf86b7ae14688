import fc from 'fast-check';
import { isAffinityScored } from '../../../../../shared/detectors/resourceAccess/affinity/affinityAccess';
import { resourceAccess } from '../../../../../shared/detectors/resourceAccess/detector';
import type { TrainingPair } from '../../../../../shared/detectors/resourceAccess/trainingSet';
import { pValue, scoreAt } from '../../../../../shared/numerics/tailCalibration';
import { access } from '../../../../support/accesses';
import { company, firstAccesses, share, splitAt, trainingData } from './company';

const { before, after } = splitAt(firstAccesses({ ...company, days: 60 }), 20_030);
const backup = Array.from({ length: company.teams * company.sharesPerTeam }, (_, i) => ({
  tenant: 'north',
  user: 'backup',
  resource: share(Math.floor(i / company.sharesPerTeam), i % company.sharesPerTeam),
  likelihood: 1,
  firstDay: 20_000,
}));
const model = resourceAccess.train(trainingData([...before, ...backup]), { iterations: 10 });
const score = (user: string, resource: string, tenant = 'north') =>
  resourceAccess.score(model, { tenant, user, resource });
const expectation = model.affinity!.expectations[0]!;
const floor = scoreAt(expectation.accesses, 1);

it('is what the default scorer trains', () => {
  expect(isAffinityScored(model)).toBe(true);
  expect(isAffinityScored(resourceAccess.train(trainingData(before), { scorer: 'accessAnomaly' }))).toBe(false);
});

it('gives everybody a finite score and a p-value of it, whatever they open', () => {
  const user = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('user 1', 'user 2', 'backup', 'User 1'));
  const resource = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(share(0, 1), share(5, 1), 'fs0\\C$', 'fs0\\new', 'fs9\\new', 'fs0', '\\\\*\\team1-1'),
  );
  fc.assert(
    fc.property(user, resource, (who, what) => {
      const { score: value, pValue: chance, reason } = score(who, what);
      expect(Number.isFinite(value)).toBe(true);
      expect(chance).toBeGreaterThan(0);
      expect(chance).toBeLessThanOrEqual(1);
      expect(reason).not.toBe('noModel');
    }),
    { numRuns: 500 },
  );
});

it('has no score for a tenant it has not learned from, writes that, and makes no day of it', () => {
  const tenant = fc.string({ unit: 'binary' }).filter((name) => name !== 'north');
  fc.assert(
    fc.property(
      tenant,
      fc.constantFrom('user 1', 'backup', ''),
      fc.constantFrom(share(0, 1), ''),
      (where, who, what) => {
        const scored = score(who, what, where);
        expect(scored).toEqual({ score: null, reason: 'noModel' });
        const pair = { tenant: where, user: who, resource: what };
        expect(resourceAccess.isWorthWriting(model, pair, scored, { dailyBudget: 25, minimumScore: 0 })).toBe(true);
        expect(resourceAccess.explain(model, access(pair), scored)).toEqual({ reasons: {}, text: '' });
        expect(resourceAccess.userDays.isFirstTime(model, access(pair))).toBe(false);
      },
    ),
  );
});

it('gives all known pairs the score of the most ordinary first-time access', () => {
  for (const { user, resource } of before) {
    expect(score(user, resource)).toEqual({ score: floor, reason: 'knownPair', pValue: 1 });
  }
});

it('expects ubiquitous accounts anywhere, known or not', () => {
  expect(score('backup', share(0, 0))).toEqual({ score: floor, reason: 'knownPair', pValue: 1 });
  expect(score('backup', 'fs7\\new')).toEqual({ score: floor, reason: 'ubiquitousUser', pValue: 1 });
});

it('tells why a score is not that of a user and a resource that are linked', () => {
  const elsewhere = [{ tenant: 'north', user: 'hermit', resource: 'fs9\\cave', likelihood: 1, firstDay: 20_000 }];
  const withHermit = resourceAccess.train(trainingData([...before, ...elsewhere]), { iterations: 2 });
  const reasonOf = (user: string, resource: string) =>
    resourceAccess.score(withHermit, { tenant: 'north', user, resource }).reason;
  expect(reasonOf('nobody', share(0, 1))).toBe('unknownUser');
  expect(reasonOf('user 1', 'fs0\\new')).toBe('unknownResource');
  expect(reasonOf('user 1', 'fs9\\cave')).toBe('disconnected');
  expect(reasonOf('hermit', share(0, 1))).toBe('disconnected');
  const stranger = after.find(({ user, resource }) => reasonOf(user, resource) !== 'unknownResource')!;
  expect(reasonOf(stranger.user, stranger.resource)).toBe('scored');
});

it('scores shares of other departments above those of the own, and a stranger’s between', () => {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const scoresOf = (distance: number) =>
    Array.from({ length: 72 }, (_, user) => {
      const team = ((user % company.teams) + distance) % company.teams;
      return Array.from({ length: company.sharesPerTeam }, (_unused, i) => score(`user ${user}`, share(team, i)))
        .filter(({ reason }) => reason === 'scored')
        .map((one) => one.score!);
    }).flat();
  const own = mean(scoresOf(0));
  const other = mean(scoresOf(3));
  const stranger = mean(Array.from({ length: 20 }, (_, i) => score('nobody', share(1, i)).score!));
  expect(other).toBeGreaterThan(own + 2);
  expect(stranger).toBeGreaterThan(own);
  expect(stranger).toBeLessThan(other);
});

describe('what is worth writing', () => {
  const written = (dailyBudget: number) =>
    after.filter((one) =>
      resourceAccess.isWorthWriting(model, one, resourceAccess.score(model, one), { dailyBudget, minimumScore: 0 }),
    );

  it('is about as much a day as the budget has room for, in days that were not learned from', () => {
    for (const budget of [2, 5]) {
      expect(written(budget).length / 30).toBeGreaterThan(budget / 3);
      expect(written(budget).length / 30).toBeLessThan(budget * 2);
    }
  });

  it('is everything that is new where the budget has room for it, and no known pair', () => {
    expect(written(1000)).toEqual(after);
    const rule = { dailyBudget: 1000, minimumScore: -1000 };
    for (const one of [...before, ...backup]) {
      expect(resourceAccess.isWorthWriting(model, one, resourceAccess.score(model, one), rule)).toBe(false);
    }
  });

  it('is what has a p-value within the budget’s part of the accesses of a day', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -10, max: 10, noNaN: true }),
        fc.double({ min: 0.1, max: 50, noNaN: true }),
        (value, dailyBudget) => {
          const chance = pValue(expectation.accesses, value);
          const scored = { score: value, reason: 'scored', pValue: chance };
          expect(
            resourceAccess.isWorthWriting(model, { tenant: 'north' }, scored, { dailyBudget, minimumScore: 0 }),
          ).toBe(chance * expectation.accessesPerDay <= dailyBudget);
        },
      ),
    );
  });

  it('is a hundredth of what is new where accesses carry no time', () => {
    const untimed = before.map(({ firstDay, ...pair }) => pair);
    const ofPairs = resourceAccess.train(trainingData(untimed), { iterations: 2 });
    const isWorth = (chance: number) =>
      resourceAccess.isWorthWriting(
        ofPairs,
        { tenant: 'north' },
        { score: 1, reason: 'scored', pValue: chance },
        { dailyBudget: 25, minimumScore: 0 },
      );
    expect([0.011, 0.01, 0.001].map(isWorth)).toEqual([false, true, true]);
    expect(resourceAccess.userDays.areJudged(ofPairs)).toBe(false);
  });

  it('is whatever happens in a tenant that nothing is known of', () => {
    const rule = { dailyBudget: 0.001, minimumScore: 0 };
    const scored = score('user 1', share(0, 1), 'south');
    expect(resourceAccess.isWorthWriting(model, { tenant: 'south' }, scored, rule)).toBe(true);
  });
});

describe('a user’s day', () => {
  const { userDays } = resourceAccess;
  const opened = (user: string, resources: readonly string[]) => {
    const [first, ...others] = resources.map((resource, i) => access({ tenant: 'north', user, resource, time: i }));
    return [first!, ...others] as const;
  };
  const spree = opened(
    'user 1',
    [3, 4, 5, 3, 4].map((team, i) => share(team, i)),
  );
  const ordinary = opened('user 1', ['fs0\\team1-new', 'fs0\\team1-newer']);

  it('is judged, and is made of first-time accesses', () => {
    expect(userDays.areJudged(model)).toBe(true);
    const isFirstTime = (user: string, resource: string) =>
      userDays.isFirstTime(model, access({ tenant: 'north', user, resource }));
    expect(isFirstTime(before[0]!.user, before[0]!.resource)).toBe(false);
    expect(isFirstTime('backup', 'fs7\\new')).toBe(false);
    expect(isFirstTime('nobody', share(0, 0))).toBe(true);
  });

  it('has a step for each access, the highest case score, and the p-value of that', () => {
    const day = userDays.score(model, spree);
    expect(day.steps).toHaveLength(5);
    // Nothing was opened before, so it is scored as any single access is.
    expect(day.steps[0]!.score).toBe(score('user 1', share(3, 0)).score);
    expect(day.score).toBe(Math.max(...day.steps.map(({ caseScore }) => caseScore)));
    expect(day.pValue).toBe(pValue(expectation.days!, day.score));
  });

  it('of a spree through other departments is rarer than one in the own', () => {
    expect(userDays.score(model, spree).pValue).toBeLessThan(userDays.score(model, ordinary).pValue);
  });

  it('is worth writing where the budget has room for it, and more than one access makes it', () => {
    const isWorth = (accesses: typeof spree, dailyBudget: number) =>
      userDays.isWorthWriting(model, accesses, userDays.score(model, accesses), { dailyBudget, minimumScore: 0 });
    expect(isWorth(spree, 1000)).toBe(true);
    expect(isWorth(spree, 1e-9)).toBe(false);
    expect(isWorth([spree[0]], 1000)).toBe(false);
    const day = userDays.score(model, spree);
    const least = day.pValue * expectation.userDaysPerDay;
    expect(isWorth(spree, least * 1.001)).toBe(true);
    expect(isWorth(spree, least * 0.999)).toBe(false);
  });

  it('is nothing a model of the original scorer could judge', () => {
    const original = resourceAccess.train(trainingData(before), { scorer: 'accessAnomaly', iterations: 1 });
    expect(userDays.areJudged(original)).toBe(false);
    expect(userDays.isFirstTime(original, spree[0])).toBe(false);
    expect(() => userDays.score(original, spree)).toThrow(RangeError);
  });
});

describe('where pairs carry no time', () => {
  const written = (learned: readonly TrainingPair[], user: string, resource: string) => {
    const untimed = resourceAccess.train(trainingData(learned), { iterations: 3 });
    const pair = { tenant: 'north', user, resource };
    const rule = { dailyBudget: 25, minimumScore: 0 };
    return resourceAccess.isWorthWriting(untimed, pair, resourceAccess.score(untimed, pair), rule);
  };
  /** Two groups of users, each with shares of their own and one that all use. */
  const groups = (users: number, shares: number) =>
    Array.from({ length: users * (shares + 1) }, (_, i): TrainingPair => {
      const [user, share] = [i % users, Math.floor(i / users)];
      const resource = share === shares ? 'fs0\\all' : `fs${user % 2}\\of ${user % 2} ${share}`;
      return { tenant: 'north', user: `user ${user}`, resource, likelihood: 1 };
    });

  it.each([
    ['ten users', groups(10, 6)],
    ['two hundred', groups(200, 6)],
  ])('writes what nobody of the own group opens, and not what all do, of %s', (_, learned) => {
    expect(written(learned, 'user 1', 'fs0\\of 0 3')).toBe(true);
    const withoutOne = learned.filter(({ user, resource }) => user !== 'user 1' || resource !== 'fs1\\of 1 2');
    expect(written(withoutOne, 'user 1', 'fs1\\of 1 2')).toBe(false);
  });

  it('writes nothing where nothing could be held out', () => {
    expect(written(groups(1, 1), 'nobody', 'fs5\\new')).toBe(false);
  });
});
