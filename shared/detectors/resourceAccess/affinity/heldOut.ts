import { MersenneTwister } from '../../../numerics/mersenneTwister';
import type { PairTable } from '../trainingSet';
import { type Window, windowOfTenant } from './window';

/** Pairs set apart, as if they were still to come: what first-time accesses look like is learned from them. */
export interface HeldOutPairs {
  /** 1 for each pair of the table that is held out. */
  readonly isHeldOut: Uint8Array;
  readonly count: number;
  /** Whether they are those of the last days; otherwise they were drawn from all, as pairs carry no time. */
  readonly isTimed: boolean;
  /** Number of days that those of each tenant are of; 0 where none of its are held out, or they were drawn from all. */
  readonly days: readonly number[];
}

const mostDays = 8;
/** Held-out days are a third of the window at most; or up to a half, where few of a small company's pairs are of those. */
const usualPart = 1 / 3;
const greatestPart = 1 / 2;
/** With fewer pairs on either side of the split it says too little, and pairs are drawn at random instead. */
const leastPairs = 50;
const randomPart = 0.1;
/** A tenant with fewer of them is expected to be like others of which little is known. */
const enoughAlone = 500;

/** Whether so many held-out pairs of a tenant tell enough of it, whatever other tenants are like. */
export function isEnoughAlone(count: number): boolean {
  return count >= enoughAlone;
}

/**
 * Holds out the pairs first seen in the last days, up to eight, or more where those are too few; or where pairs carry no
 * time, or too few of them would be on either side, a tenth of them drawn at random, of which user and resource keep
 * another one. The days are of each tenant's own window, as one may have been learned from for a shorter while.
 */
export function holdOut(table: PairTable, seed: number): HeldOutPairs {
  const { users, firstDays } = table;
  if (firstDays.some((day) => day < 0)) return drawHeldOut(table, seed);
  const windows = users.partitions.map((_, tenant) => windowOfTenant(table, tenant));
  const longest = Math.max(0, ...windows.map(({ days }) => days));
  for (let more = 0; more <= longest * greatestPart; more++) {
    const days = windows.map((window) => heldOutDays(window, more));
    const isHeldOut = lastDays(table, windows, days);
    const count = isHeldOut.reduce((sum, one) => sum + one, 0);
    if (firstDays.length - count < leastPairs) break;
    if (count >= leastPairs) return { isHeldOut, count, isTimed: true, days };
  }
  return drawHeldOut(table, seed);
}

/** @param more than usual, if there are as many */
function heldOutDays({ days }: Window, more: number): number {
  const usual = Math.min(mostDays, Math.floor(days * usualPart));
  return usual === 0 ? 0 : Math.max(usual, Math.min(usual + more, Math.floor(days * greatestPart)));
}

function lastDays(
  { users, userOf, firstDays }: PairTable,
  windows: readonly Window[],
  days: readonly number[],
): Uint8Array {
  return Uint8Array.from(firstDays, (day, pair) => {
    const tenant = users.partitionOf[userOf[pair]!]!;
    return day > windows[tenant]!.lastDay - days[tenant]! ? 1 : 0;
  });
}

function drawHeldOut({ userOf, resourceOf, users, resources }: PairTable, seed: number): HeldOutPairs {
  const random = new MersenneTwister(seed);
  const leftOfUser = degrees(userOf, users.values.length);
  const leftOfResource = degrees(resourceOf, resources.values.length);
  const isHeldOut = new Uint8Array(userOf.length);
  let count = 0;
  for (let pair = 0; pair < userOf.length; pair++) {
    const isDrawn = random.integerBelow(1 << 20) < randomPart * (1 << 20);
    const [user, resource] = [userOf[pair]!, resourceOf[pair]!];
    if (!isDrawn || leftOfUser[user]! < 2 || leftOfResource[resource]! < 2) continue;
    leftOfUser[user]!--;
    leftOfResource[resource]!--;
    isHeldOut[pair] = 1;
    count++;
  }
  return { isHeldOut, count, isTimed: false, days: users.partitions.map(() => 0) };
}

function degrees(nodes: Int32Array, count: number): Int32Array {
  const degreeOf = new Int32Array(count);
  for (const node of nodes) degreeOf[node]!++;
  return degreeOf;
}
