import { AffinityScorer } from '../../../../../shared/detectors/resourceAccess/affinity/affinityScorer';
import { holdOut } from '../../../../../shared/detectors/resourceAccess/affinity/heldOut';
import { learnOdds } from '../../../../../shared/detectors/resourceAccess/affinity/learnOdds';
import { placeOf } from '../../../../../shared/detectors/resourceAccess/affinity/signalMeter';
import { signalNames, userSignals } from '../../../../../shared/detectors/resourceAccess/affinity/signals';
import { withoutHeldOut } from '../../../../../shared/detectors/resourceAccess/affinity/withoutHeldOut';
import { type TrainingPair, tabulatePairs } from '../../../../../shared/detectors/resourceAccess/trainingSet';
import { usageOf } from './tables';

const days = 24;
const users = 40;
const habits = 10;

/**
 * Everybody uses ten shares from the first day on; those with an even number look into one more every day, of all alike,
 * and come back to one in eight.
 */
const visit = <T>(pair: T, day: number) => ({ ...pair, firstDay: day, returnDay: day % 8 === 0 ? day + 1 : -1 });

const pairs = Array.from({ length: users }, (_, user): TrainingPair[] => {
  const of = (share: number) => ({ tenant: '0', user: `u${user}`, resource: `fs1\\s${share % 400}`, likelihood: 1 });
  const usual = Array.from({ length: habits }, (_, i) => ({ ...of((user >> 2) * 8 + i), firstDay: 0, returnDay: 1 }));
  if (user % 2 === 1) return usual;
  return [...usual, ...Array.from({ length: days }, (_, day) => visit(of(user * 61 + day * 17 + 3), day))];
}).flat();

const table = tabulatePairs(pairs);
const heldOut = holdOut(table, 0);
const usage = usageOf(withoutHeldOut(table, heldOut));
const odds = learnOdds({ table, heldOut, usage, seed: 0 }, {});
const scorer = new AffinityScorer(usage, [odds]);
const numberOf = (name: string) => table.users.values.indexOf(name);

it('learns from those who open new things that they will, and from the others that they will not', () => {
  const activities = Array.from({ length: users }, (_, user) => ({
    isBusy: user % 2 === 0,
    activity: scorer.activityOf({ tenant: 0, user: numberOf(`u${user}`) }),
  }));
  const of = (busy: boolean) => activities.flatMap(({ isBusy, activity }) => (isBusy === busy ? [activity] : []));
  expect(Math.min(...of(true))).toBeGreaterThan(5 * Math.max(...of(false)));
  // Twice the average is what half of the users do who do all of it.
  const mean = of(true).reduce((sum, activity) => sum + activity / of(true).length, 0);
  expect(mean).toBeGreaterThan(1.5);
  expect(mean).toBeLessThan(2.5);
});

it('counts half of it in the odds of a pair, where all else tells only who belongs to what', () => {
  const { pair, user } = odds;
  signalNames.forEach((name, i) => {
    const [ofPair, ofUser] = [pair.shapes[i]!, user!.shapes[i]!];
    if (userSignals.includes(name)) expect(ofPair.slopes).toEqual(ofUser.slopes.map((slope) => slope / 2));
    else expect([...ofUser.slopes].every((slope) => slope === 0)).toBe(true);
  });
});

it('takes what somebody quiet opens for stranger than what somebody does who opens much', () => {
  const places = Array.from({ length: 50 }, (_, resource) => placeOf(usage, resource));
  const meanOf = (name: string) =>
    places.reduce((sum, place) => sum + scorer.score({ tenant: 0, user: numberOf(name) }, place) / places.length, 0);
  expect(meanOf('u1')).toBeGreaterThan(meanOf('u0') + 0.5);
});

it('learns nothing of users where pairs carry no time', () => {
  const untimed = tabulatePairs(pairs.map(({ firstDay, returnDay, ...rest }) => rest));
  const some = holdOut(untimed, 0);
  const known = usageOf(withoutHeldOut(untimed, some));
  expect(learnOdds({ table: untimed, heldOut: some, usage: known, seed: 0 }, {}).user).toBeNull();
});

it('learns of both at once where days show no habits, as none of the pairs ever comes again', () => {
  const once = tabulatePairs(pairs.map((pair) => ({ ...pair, returnDay: -1 })));
  const some = holdOut(once, 0);
  const { pair, user } = learnOdds(
    { table: once, heldOut: some, usage: usageOf(withoutHeldOut(once, some)), seed: 0 },
    {},
  );
  expect(some.isTimed).toBe(true);
  const breadth = signalNames.indexOf('breadth');
  expect(user!.shapes[breadth]!.slopes.some((slope) => slope !== 0)).toBe(true);
  expect(pair.shapes[breadth]!.slopes).not.toEqual(user!.shapes[breadth]!.slopes.map((slope) => slope / 2));
});
