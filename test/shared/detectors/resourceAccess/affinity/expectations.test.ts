import type { AffinityScorer } from '../../../../../shared/detectors/resourceAccess/affinity/affinityScorer';
import { expectationsOf } from '../../../../../shared/detectors/resourceAccess/affinity/expectations';
import type { HeldOutPairs } from '../../../../../shared/detectors/resourceAccess/affinity/heldOut';
import type { Opener, ResourcePlace } from '../../../../../shared/detectors/resourceAccess/affinity/signalMeter';
import { scoreDay } from '../../../../../shared/detectors/resourceAccess/affinity/userDay';
import { type PairTable, tabulatePairs } from '../../../../../shared/detectors/resourceAccess/trainingSet';
import { calibrateTail, pValue } from '../../../../../shared/numerics/tailCalibration';
import { usageOf } from './tables';

/** Pairs of so many users with ten resources each, on four days; in a tenant. */
function pairsOf(tenant: string, users: number) {
  return Array.from({ length: users * 10 }, (_, i) => ({
    tenant,
    user: `u${i % users}`,
    resource: `r${i % 97} ${(i * 7) % 11}`,
    likelihood: 1,
    firstDay: 100 + (i % 4),
  }));
}

const table = tabulatePairs([...pairsOf('large', 120), ...pairsOf('little', 7), ...pairsOf('tiny', 1)]);
/** A number for each access, otherwise of no meaning. */
const score = ({ user }: Opener, { resource }: ResourcePlace) => (user * 31 + resource * 17) % 101;
const usage = usageOf(table);
const scorer = { score, activityOf: () => 1 } as unknown as AffinityScorer;

function holdOut(isHeld: (firstDay: number) => boolean, days: number): HeldOutPairs {
  const isHeldOut = Uint8Array.from(table.firstDays, (day) => (isHeld(day) ? 1 : 0));
  return {
    isHeldOut,
    count: isHeldOut.reduce((sum, flag) => sum + flag, 0),
    isTimed: days > 0,
    days: [days, days, days],
  };
}

/** The held-out accesses of a tenant, by user and day. */
function daysOf({ userOf, resourceOf, firstDays, users }: PairTable, { isHeldOut }: HeldOutPairs, tenant: number) {
  const days = new Map<string, { user: number; resources: number[] }>();
  userOf.forEach((user, pair) => {
    if (isHeldOut[pair] === 0 || users.partitionOf[user] !== tenant) return;
    const key = `${user} ${firstDays[pair]}`;
    days.set(key, { user, resources: [...(days.get(key)?.resources ?? []), resourceOf[pair]!] });
  });
  return [...days.values()];
}

const placeOf = (resource: number) => ({
  resource,
  server: usage.graph.servers.groupOf[resource]!,
  family: usage.graph.families.groupOf[resource]!,
  isAdministrative: false,
});

const heldOut = holdOut((day) => day >= 102, 2);
const days = [0, 1, 2].map((tenant) => daysOf(table, heldOut, tenant));
const scores = days.map((ofTenant) =>
  ofTenant.flatMap(({ user, resources }) => resources.map((resource) => score({ tenant: 0, user }, placeOf(resource)))),
);
const expectations = expectationsOf({ table, heldOut, usage, scorer });

it('tells how many first-time accesses and how many users’ days there are a day', () => {
  expectations.forEach(({ accessesPerDay, userDaysPerDay }, tenant) => {
    expect(accessesPerDay).toBe(scores[tenant]!.length / 2);
    expect(userDaysPerDay).toBe(days[tenant]!.length / 2);
  });
});

it('calibrates a tenant of five hundred accesses by its own, and others by those of all', () => {
  expect(scores.map(({ length }) => length >= 500)).toEqual([true, false, false]);
  expect(expectations[0]!.accesses).toEqual(calibrateTail(scores[0]!));
  expect(expectations[1]!.accesses).toEqual(calibrateTail(scores.flat()));
  expect(expectations[2]!.accesses).toBe(expectations[1]!.accesses);
  expect(expectations[2]!.days).toBe(expectations[1]!.days);
});

it('calibrates days by the highest case score of each', () => {
  const [{ accesses, accessesPerDay, days: calibrated }] = expectations as [(typeof expectations)[number]];
  const context = { usage, scorer, accessesPerDay, pValueOf: (value: number) => pValue(accesses, value) };
  const highest = days[0]!.map(({ user, resources }) =>
    Math.max(...scoreDay({ tenant: 0, user }, resources.map(placeOf), context).map(({ caseScore }) => caseScore)),
  );
  expect(calibrated).toEqual(calibrateTail(highest));
});

it('knows no days where pairs carry no time', () => {
  for (const expectation of expectationsOf({ table, heldOut: holdOut((day) => day >= 102, 0), usage, scorer })) {
    expect(expectation).toMatchObject({ days: null, accessesPerDay: 0, userDaysPerDay: 0 });
  }
});

it('expects nothing to be rare where nothing was held out', () => {
  for (const { accesses } of expectationsOf({ table, heldOut: holdOut(() => false, 0), usage, scorer })) {
    expect(pValue(accesses, 1e6)).toBe(1);
  }
});

it('takes all accesses of a tenant that was learned from too shortly to hold any out for first-time ones', () => {
  const late = { ...holdOut((day) => day >= 102, 2), days: [2, 2, 0] };
  const [, , tiny] = expectationsOf({ table, heldOut: late, usage, scorer });
  // One user with ten pairs of four days.
  expect(tiny).toMatchObject({ accessesPerDay: 10 / 4, userDaysPerDay: 1 });
});
