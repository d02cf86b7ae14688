import type { ReadCounts } from '../../../shared/events/readCounts';

/** What became of every row, in one line: `1555 rows = 6 accesses + 1549 skipped (otherEvent 1305, …) + 0 unreadable`. */
export function accountingLine({ rows, accesses, skipped, problems }: ReadCounts): string {
  return `${rows} rows = ${accesses} accesses + ${total(skipped)} skipped${reasons(skipped)} + ${total(problems)} unreadable${reasons(problems)}`;
}

export function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** The reasons that occur, with their counts and a space before: ` (otherEvent 75, excludedAccount 16)`; or nothing. */
export function reasons(counts: Readonly<Record<string, number>>): string {
  const named = Object.entries(counts).filter(([, count]) => count > 0);
  return named.length === 0 ? '' : ` (${named.map(([reason, count]) => `${reason} ${count}`).join(', ')})`;
}
