import type { Invocation } from './invocation';
import { rowsOf } from './workerProcess';

interface Counts {
  readonly received: number;
  readonly skipped: Readonly<Record<string, number>>;
  readonly scored: number;
  readonly parked: number;
  readonly retried: number;
  readonly written: number;
}

/** Holds what an invocation logged against what it was given and how it ended. */
export function auditLog(invocation: Invocation, secrets: readonly string[], fail: (message: string) => void): void {
  const { id, end, lines, events } = invocation;
  for (const line of lines) {
    if (secrets.some((secret) => line.includes(secret))) fail(`a secret in the log of ${id}: ${line.slice(0, 200)}`);
  }
  const counts = lines.filter((line) => line.startsWith('{')).map((line): Counts => JSON.parse(line));
  const isWhole = end === 'succeeded' || end === 'failed';
  if (counts.length > 1 || (isWhole && counts.length === 0)) {
    fail(`${counts.length} lines of counts of invocation ${id}, which ${end}`);
  }
  const [line] = counts;
  if (line === undefined) return;
  const skipped = Object.values(line.skipped).reduce((sum, count) => sum + count, 0);
  if (line.received !== line.scored + skipped + line.parked + line.retried) {
    fail(`counts of ${id} do not add up: ${JSON.stringify(line)}`);
  }
  if (end === 'succeeded' && line.retried > 0) fail(`${id} succeeded and has ${line.retried} rows to be tried again`);
  if (end === 'failed' && line.scored + line.parked + line.written > 0) fail(`${id} failed and counts rows as done`);
  // A message that is not read counts as one, whatever is in it.
  if (line.received > rowsOf(events)) fail(`${id} counts ${line.received} rows of ${rowsOf(events)}`);
  if (end === 'succeeded' && line.parked === 0 && line.received < rowsOf(events)) {
    fail(`${id} counts ${line.received} rows of ${rowsOf(events)} and none parked`);
  }
}
