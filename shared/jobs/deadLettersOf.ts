import type { EventHubMessage } from '../events/eventHubMessage';
import type { Delivery } from '../sinks/deliverRows';
import type { DeadLetter } from '../storage/deadLetterLine';
import { deadLetter } from './deadLetter';
import type { ScoredMessages } from './scoreMessages';

/**
 * The messages of an invocation to set aside, one letter each, and how many of the rows counted as scored are in them.
 * A message is set aside whole, even when only one of its findings is refused: replaying it makes the same findings
 * under the same keys again.
 */
export function deadLettersOf<Row>(
  { refused, late: unsent }: Delivery<Row>,
  { findings, unreadable, late: unread }: ScoredMessages<Row>,
): { letters: DeadLetter[]; unsentRows: number } {
  const letters = new Map<EventHubMessage, DeadLetter>();
  const add = (message: EventHubMessage, reason: string, detail: string): void => {
    if (!letters.has(message)) letters.set(message, deadLetter(message, reason, detail));
  };
  for (const { message, reason } of unreadable) {
    add(message, reason, `The body cannot be read as rows: ${reason}.`);
  }
  for (const message of unread) add(message, 'deadline', 'There was no time left to read it: replay it.');
  const errors = new Map(refused.map(({ row, error }) => [row, error.message]));
  const outOfTime = new Set(unsent);
  let rows = 0;
  for (const { row, message, accessCount } of findings) {
    const error = errors.get(row);
    if (error !== undefined) add(message, 'refused', error);
    else if (outOfTime.has(row)) add(message, 'deadline', 'There was no time left to send its findings: replay it.');
    else continue;
    rows += accessCount;
  }
  return { letters: [...letters.values()], unsentRows: rows };
}
