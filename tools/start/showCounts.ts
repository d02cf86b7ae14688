import type { InvocationCounts } from '../../shared/jobs/invocationCounts';
import type { Screen } from './screen';

/** The accounting of the stream: what came in, and what became of it. */
export function showCounts({ received, skipped, scored, parked, written }: InvocationCounts, screen: Screen): void {
  const skippedRows = Object.values(skipped).reduce((sum, count) => sum + count, 0);
  const reasons = Object.entries(skipped).map(([reason, count]) => `${reason} ${count}`);
  const adds = received === scored + skippedRows + parked;
  screen.line(
    `${received} rows received = ${scored} scored + ${skippedRows} skipped (${reasons.join(', ') || 'none'}) + ${parked} parked` +
      (adds ? '' : ' (THE SUM IS WRONG: please report it)'),
  );
  screen.line(`${written} findings written (scores above 0, and accesses without a score)`);
}
