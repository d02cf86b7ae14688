import { millisecondsPerDay } from '../../events/time';
import type { Unjudged } from '../evaluation';
import type { TimedPair } from './accessCounts';
import { sampleUsers } from './userSample';

/** Judged are the last days of the window: a week, or a quarter of it where that is less. */
const mostDays = 7;
const greatestPart = 1 / 4;

/** Below these the figures would be chance. */
const minimum = { days: 8, trainingPairs: 100, firstTimePairs: 20 };

/** What bounds the time and the memory an evaluation takes, however large a tenant is. */
const bounds = { users: 5_000, pairs: 150_000 };

/** What is evaluated on: pairs with the times of their first accesses, if these carry any. */
export interface EvaluationData {
  /** Times of the first and the last access (ISO 8601). */
  readonly window: { readonly from: string; readonly to: string } | null;
  timedPairs?(): Iterable<TimedPair>;
}

/** Pairs before the last days, and those first seen in these; both in the order of time. */
export interface JudgedWindow {
  /** Start of the last days, milliseconds since 1970, and their number. */
  readonly from: number;
  readonly days: number;
  /** Number of users, of whom all pairs are taken. */
  readonly users: number;
  readonly training: readonly TimedPair[];
  readonly firstTime: readonly TimedPair[];
}

/**
 * Parts the pairs into what came before the last days and what came in them. Above 5,000 users, or 150,000 pairs, they are
 * those of a sample of users.
 *
 * @returns what the minimum is that the pairs miss, where they are too few or of too few days.
 */
export function judgedWindow(data: EvaluationData, seed: number): JudgedWindow | Unjudged {
  if (data.window === null || data.timedPairs === undefined) return { unjudged: 'accesses carry no time' };
  const first = dayOf(data.window.from);
  const last = dayOf(data.window.to);
  const span = last - first + 1;
  if (span < minimum.days) return { unjudged: `it takes accesses of ${minimum.days} days, and they span ${span}` };
  const days = Math.min(mostDays, Math.floor(span * greatestPart));
  const from = (last + 1 - days) * millisecondsPerDay;

  const sample = sampleUsers(data.timedPairs(), bounds, seed);
  const pairs: TimedPair[] = [];
  // Not an array of all, to be filtered: of a large tenant they would take more memory than all else.
  for (const pair of data.timedPairs()) if (sample.has(pair)) pairs.push(pair);
  pairs.sort(inOrder);
  const training = pairs.filter(({ firstAccess }) => firstAccess < from);
  const firstTime = pairs.slice(training.length);
  if (training.length < minimum.trainingPairs) {
    return { unjudged: `it takes ${minimum.trainingPairs} pairs before the last ${days} days, not ${training.length}` };
  }
  if (firstTime.length < minimum.firstTimePairs) {
    return {
      unjudged: `it takes ${minimum.firstTimePairs} pairs first seen in the last ${days} days, not ${firstTime.length}`,
    };
  }
  return { from, days, users: sample.users, training, firstTime };
}

function dayOf(time: string): number {
  return Math.floor(Date.parse(time) / millisecondsPerDay);
}

/** Memories give the same pairs in different orders, and whoever plants draws among them. */
function inOrder(one: TimedPair, other: TimedPair): number {
  return (
    one.firstAccess - other.firstAccess ||
    compare(one.tenant, other.tenant) ||
    compare(one.user, other.user) ||
    compare(one.resource, other.resource)
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
