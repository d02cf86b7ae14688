import type { InvocationCounts } from '../../shared/jobs/invocationCounts';
import { reasons, total } from '../byoml/input/accounting';
import type { Screen } from './screen';

/**
 * The accounting of the stream: what came in, and what became of it.
 * @returns whether every row that was sent is accounted for.
 */
export function showCounts(counts: InvocationCounts, sent: number, screen: Screen): boolean {
  const { received, skipped, scored, parked, retried, written } = counts;
  const skippedRows = total(skipped);
  screen.line(
    `${received} rows received = ${scored} scored + ${skippedRows} skipped${reasons(skipped)} + ${parked} parked` +
      (retried === 0 ? '' : ` + ${retried} tried again`),
  );
  screen.line(`${written} findings written (of accesses that the model did not expect)`);
  const addUp = received === scored + skippedRows + parked + retried && received >= sent;
  if (!addUp) screen.line(`These do not account for the ${sent} rows sent: please report it.`);
  return addUp;
}
