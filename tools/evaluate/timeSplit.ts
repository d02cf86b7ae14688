import { EvaluationError } from '../../shared/evaluation/judge';
import type { Access } from '../../shared/events/access';

/** Where training ends and test begins, and where test ends, in milliseconds since 1970. */
export interface TimeSplit {
  readonly trainUntil: number;
  readonly testUntil: number;
}

/** @throws EvaluationError when there is nothing before, or nothing after; the message tells what times there are. */
export function splitByTime(accesses: readonly Access[], { trainUntil, testUntil }: TimeSplit) {
  const training = accesses.filter(({ time }) => time < trainUntil);
  const test = accesses.filter(({ time }) => time >= trainUntil && time < testUntil);
  for (const [part, name] of [
    [training, 'train'],
    [test, 'test'],
  ] as const) {
    if (part.length === 0) throw new EvaluationError(`There is no access to ${name} on: ${spanOf(accesses)}.`);
  }
  return { training, test };
}

function spanOf(accesses: readonly Access[]): string {
  if (accesses.length === 0) return 'none of the rows is one';
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { time } of accesses) {
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  const [from, to] = [first, last].map((time) => new Date(time).toISOString());
  return `they are from ${from} to ${to}, so move --train-until or --test-until`;
}
