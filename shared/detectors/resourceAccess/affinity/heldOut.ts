import { MersenneTwister } from '../../../numerics/mersenneTwister';
import type { PairTable } from '../trainingSet';

/** Pairs set apart, as if they were still to come: what first-time accesses look like is learned from them. */
export interface HeldOutPairs {
  /** 1 for each pair of the table that is held out. */
  readonly isHeldOut: Uint8Array;
  readonly count: number;
  /** Number of days the held-out pairs are of; 0 where they were drawn from all, as pairs carry no time. */
  readonly days: number;
}

const mostDays = 8;
/** Held-out days are a third of the window at most; or up to a half, where few of a small company's pairs are of those. */
const usualPart = 1 / 3;
const greatestPart = 1 / 2;
/** With fewer pairs on either side of the split it says too little, and pairs are drawn at random instead. */
const leastPairs = 50;
const randomPart = 0.1;

/**
 * Holds out the pairs first seen in the last days, up to eight, or more where those are too few; or where pairs carry no
 * time, or too few of them would be on either side, a tenth of them drawn at random, of which user and resource keep another one.
 */
export function holdOut(table: PairTable, seed: number): HeldOutPairs {
  const { firstDays } = table;
  const firstDay = firstDays.reduce((least, day) => Math.min(least, day), Number.POSITIVE_INFINITY);
  const lastDay = firstDays.reduce((greatest, day) => Math.max(greatest, day), -1);
  const window = lastDay - firstDay + 1;
  const usual = firstDay < 0 ? 0 : Math.min(mostDays, Math.floor(window * usualPart));
  for (let days = usual; days > 0 && days <= window * greatestPart; days++) {
    const isHeldOut = Uint8Array.from(firstDays, (day) => (day > lastDay - days ? 1 : 0));
    const count = isHeldOut.reduce((sum, one) => sum + one, 0);
    if (firstDays.length - count < leastPairs) break;
    if (count >= leastPairs) return { isHeldOut, count, days };
  }
  return drawHeldOut(table, seed);
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
  return { isHeldOut, count, days: 0 };
}

function degrees(nodes: Int32Array, count: number): Int32Array {
  const degreeOf = new Int32Array(count);
  for (const node of nodes) degreeOf[node]!++;
  return degreeOf;
}
