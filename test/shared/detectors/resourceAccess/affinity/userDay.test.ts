import fc from 'fast-check';
import type { AffinityScorer } from '../../../../../shared/detectors/resourceAccess/affinity/affinityScorer';
import type { Opener, ResourcePlace } from '../../../../../shared/detectors/resourceAccess/affinity/signalMeter';
import {
  type DayContext,
  expectedRate,
  scoreDay,
  UserDay,
} from '../../../../../shared/detectors/resourceAccess/affinity/userDay';
import { tabulatePairs } from '../../../../../shared/detectors/resourceAccess/trainingSet';
import { pairs, usageOf } from './tables';

const usage = usageOf(tabulatePairs(pairs('a-x-1 a-y-28 b-x-1 c-x-30 c-y-30 d-z-20 d-y-30 e-z-1')));
const [quiet, newcomer] = [1, 2];
/** How much more than the average user those of the table are expected to open. */
const activities = [2, 0.5, 1, 1, 1];
const placeOf = (resource: number): ResourcePlace => ({ resource, server: 0, family: 0, isAdministrative: false });

/** Scores a resource by its number, and remembers what it was told of. */
function contextOf(accessesPerDay = 5, told: Opener[] = []): DayContext {
  const score = (opener: Opener, place: ResourcePlace) => {
    told.push({ ...opener, opened: [...(opener.opened ?? [])] });
    return place.resource;
  };
  return {
    usage,
    scorer: { score, activityOf: ({ user }: Opener) => activities[user]! } as unknown as AffinityScorer,
    pValueOf: (value) => 1 / (1 + value),
    accessesPerDay,
  };
}

/** log P(N >= n) of a negative binomial count of size 1/2, by the sum of the other chances. */
function burstTail(count: number, mean: number): number {
  let [rest, term] = [1, Math.sqrt(0.5 / (0.5 + mean))];
  for (let k = 0; k < count; k++) {
    rest -= term;
    term *= ((k + 0.5) / (k + 1)) * (mean / (0.5 + mean));
  }
  return Math.log(rest);
}

it('adds up surprises and their number', () => {
  const opener = { tenant: 0, user: quiet };
  const rate = expectedRate(opener, contextOf());
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 6 }), (resources) => {
      const surprises = resources.map((resource) => Math.log(1 + resource));
      const steps = scoreDay(opener, resources.map(placeOf), contextOf());
      steps.forEach(({ score, pValue, caseScore }, i) => {
        const evidence = surprises.slice(0, i + 1).reduce((sum, surprise) => Math.max(0, sum + surprise - 1), 0);
        const ofCount = Math.min(Math.log(1000), -burstTail(i + 1, rate));
        expect(score).toBe(resources[i]);
        expect(pValue).toBe(1 / (1 + resources[i]!));
        expect(caseScore).toBeCloseTo(evidence + ofCount + 2 * surprises[i]!, 6);
      });
    }),
  );
});

it('takes what is rarer than one in a million for that', () => {
  const opener = { tenant: 0, user: quiet };
  const [rare] = scoreDay(opener, [placeOf(999_999)], contextOf());
  const [rarer] = scoreDay(opener, [placeOf(1e12)], contextOf());
  expect(rarer!.pValue).toBeLessThan(rare!.pValue);
  expect(rarer!.caseScore).toBe(rare!.caseScore);
});

it('adds up to nothing before the first access, and then to what it is without an access of its own', () => {
  const day = new UserDay({ tenant: 0, user: quiet }, contextOf());
  expect(day.soFar).toBe(0);
  const { caseScore, pValue } = day.add(placeOf(99));
  expect(day.soFar).toBeCloseTo(caseScore + 2 * Math.log(pValue), 12);
});

it('scores each access in view of those before it, the latest hundred', () => {
  const told: Opener[] = [];
  const opener = { tenant: 0, user: quiet };
  scoreDay(
    opener,
    Array.from({ length: 150 }, (_, i) => placeOf(i)),
    contextOf(5, told),
  );
  const openedAt = (step: number) => told[step]!.opened!.map(({ resource }) => resource);
  expect(openedAt(0)).toEqual([]);
  expect(openedAt(3)).toEqual([0, 1, 2]);
  expect(openedAt(149)).toEqual(Array.from({ length: 100 }, (_, i) => 49 + i));
});

describe('the number of first-time accesses to expect', () => {
  it('is what is average in the tenant times what the habits of the user make of it', () => {
    // The five users' five a day are one each.
    expect(expectedRate({ tenant: 0, user: 0 }, contextOf())).toBeCloseTo(2, 12);
    expect(expectedRate({ tenant: 0, user: quiet }, contextOf())).toBeCloseTo(0.5, 12);
  });

  it('is that of newcomers on their first day for who is new or unknown', () => {
    // c and d came after the first week, and opened three on their first days.
    for (const user of [newcomer, -1]) expect(expectedRate({ tenant: 0, user }, contextOf())).toBeCloseTo(4 / 3, 12);
  });

  it('is above 0 whoever it is, of whatever tenant', () => {
    for (const user of [-1, quiet]) expect(expectedRate({ tenant: 0, user }, contextOf(0))).toBeGreaterThan(0);
    expect(expectedRate({ tenant: -1, user: -1 }, contextOf(0))).toBeGreaterThan(0);
  });
});
