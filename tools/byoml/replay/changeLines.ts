import {
  type DeadLetterContent,
  type DeadLetterFile,
  DeadLetterFileError,
} from '../../../shared/storage/deadLetterFile';
import type { LineChanges } from './lineChanges';

/** How often a file is read again that somebody else keeps changing. */
const maxTries = 5;

/**
 * Makes changes to a file that may have changed since it was read: what somebody else has put there stays, and what
 * somebody else has removed is not put back. A file of which nothing is left is deleted.
 *
 * @param content as it was read
 * @throws DeadLetterFileError when the changes could not be made, or it cannot be known whether they were
 */
export async function changeLines(
  file: DeadLetterFile,
  content: DeadLetterContent,
  changes: LineChanges,
): Promise<void> {
  let current: DeadLetterContent | undefined = content;
  for (let tries = 0; tries < maxTries; tries++) {
    const rest = changes.applyTo(current.bytes);
    if (rest === undefined || (await current.replace(rest))) return;
    current = await file.read();
    if (current === undefined) return;
  }
  throw new DeadLetterFileError(
    `What got through could not be removed from ${file.name} and may be sent again, because it keeps changing: does another replay run?`,
  );
}
