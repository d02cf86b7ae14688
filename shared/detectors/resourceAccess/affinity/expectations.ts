import { calibrateTail, pValue, type TailCalibration } from '../../../numerics/tailCalibration';
import type { PairTable } from '../trainingSet';
import type { Expectation } from './affinityModel';
import type { AffinityScorer } from './affinityScorer';
import { type HeldOutPairs, isEnoughAlone } from './heldOut';
import { openerBefore } from './openerBefore';
import { placeOf } from './signalMeter';
import type { Usage } from './usage';
import { scoreDay } from './userDay';
import { windowOfTenant } from './window';

interface HeldOutUsage {
  readonly table: PairTable;
  readonly heldOut: HeldOutPairs;
  /** What was known before the held-out pairs. */
  readonly usage: Usage;
  readonly scorer: AffinityScorer;
}

/** More users than of so many accesses tell the tail no better; theirs are taken from the first user on. */
const mostAccesses = 100_000;

/** Held-out accesses of one user and day. */
interface UserDay {
  readonly user: number;
  readonly resources: readonly number[];
}

/** How the scores of held-out accesses and days lie, tenant by tenant. */
export function expectationsOf(held: HeldOutUsage): Expectation[] {
  const { table, heldOut } = held;
  const days = table.users.partitions.map((_, tenant) => userDays(table, heldOut, tenant));
  const counts = days.map((ofTenant) => ofTenant.reduce((sum, { resources }) => sum + resources.length, 0));
  const rates = days.map((ofTenant, tenant) => ratesOf(ofTenant.length, counts[tenant]!, tenant, held));
  const scores = days.map((ofTenant, tenant) => accessScores(ofTenant, tenant, held));
  const accesses = byTenant(scores, counts);
  const caseScores = days.map((ofTenant, tenant) =>
    heldOut.isTimed ? highestCases(ofTenant, tenant, rates[tenant]!.accessesPerDay, accesses[tenant]!, held) : [],
  );
  const ofDays = byTenant(caseScores, counts);
  return rates.map((ofTenant, tenant) => ({
    accesses: accesses[tenant]!,
    days: heldOut.isTimed ? ofDays[tenant]! : null,
    ...ofTenant,
  }));
}

/**
 * First-time accesses a day, and users' days with one, of the held-out days of a tenant. Where none are held out, as it was
 * learned from for two days at most, all of its accesses are first-time ones: more a day than there will be.
 */
function ratesOf(userDayCount: number, accessCount: number, tenant: number, { table, heldOut }: HeldOutUsage) {
  if (!heldOut.isTimed) return { accessesPerDay: 0, userDaysPerDay: 0 };
  const days = heldOut.days[tenant]!;
  if (days > 0) return { accessesPerDay: accessCount / days, userDaysPerDay: userDayCount / days };
  const { users, offsets } = table;
  const [firstUser, endUser] = [users.starts[tenant]!, users.starts[tenant + 1]!];
  const pairCount = offsets[endUser]! - offsets[firstUser]!;
  const window = windowOfTenant(table, tenant);
  return { accessesPerDay: pairCount / Math.max(1, window.days), userDaysPerDay: endUser - firstUser };
}

/** The calibration of each tenant, or that of all together where it has too few accesses. */
function byTenant(scores: readonly (readonly number[])[], counts: readonly number[]): TailCalibration[] {
  const all = calibrateTail(scores.flat());
  return scores.map((own, tenant) => (isEnoughAlone(counts[tenant]!) ? calibrateTail(own) : all));
}

function userDays({ users, offsets, resourceOf, firstDays }: PairTable, { isHeldOut }: HeldOutPairs, tenant: number) {
  const days: UserDay[] = [];
  for (let user = users.starts[tenant]!; user < users.starts[tenant + 1]!; user++) {
    const byDay = new Map<number, number[]>();
    for (let pair = offsets[user]!; pair < offsets[user + 1]!; pair++) {
      if (isHeldOut[pair] === 0) continue;
      const day = byDay.get(firstDays[pair]!) ?? [];
      byDay.set(firstDays[pair]!, day);
      day.push(resourceOf[pair]!);
    }
    for (const resources of byDay.values()) days.push({ user, resources });
  }
  return days;
}

function accessScores(days: readonly UserDay[], tenant: number, { usage, scorer }: HeldOutUsage): number[] {
  const scores: number[] = [];
  for (const { user, resources } of days) {
    if (scores.length >= mostAccesses) break;
    for (const resource of resources)
      scores.push(scorer.score(openerBefore(usage, tenant, user), placeOf(usage, resource)));
  }
  return scores;
}

function highestCases(
  days: readonly UserDay[],
  tenant: number,
  accessesPerDay: number,
  accesses: TailCalibration,
  { usage, scorer }: HeldOutUsage,
): number[] {
  const context = { usage, scorer, accessesPerDay, pValueOf: (score: number) => pValue(accesses, score) };
  let left = mostAccesses;
  return days.flatMap(({ user, resources }) => {
    if (left <= 0) return [];
    left -= resources.length;
    const places = resources.map((resource) => placeOf(usage, resource));
    const steps = scoreDay(openerBefore(usage, tenant, user), places, context);
    return [steps.reduce((highest, { caseScore }) => Math.max(highest, caseScore), Number.NEGATIVE_INFINITY)];
  });
}
