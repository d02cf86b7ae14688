import type { Access } from '../events/access';
import { jsonLine } from '../text/jsonLine';

/** An access as the journal keeps it: with all that a finding tells of it. */
export type JournalEntry = Access;

/** The longest line that is read, in bytes: twice what an entry takes whose every character is written as an escape. */
export const maxJournalLineBytes = 128 * 1024;

const textFields = ['tenant', 'user', 'resource', 'computer', 'shareName', 'ipAddress', 'itemId'] as const;
/** The last moment of a year of four digits. */
const lastMoment = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** An entry as one line of JSON, with its line end. */
export function encodeJournalLine(entry: JournalEntry): string {
  const { tenant, user, resource, time, computer, shareName, ipAddress, itemId, truncated } = entry;
  return `${jsonLine({ tenant, user, resource, time, computer, shareName, ipAddress, itemId, truncated })}\n`;
}

/**
 * Reads one line, without its line end. It is an entry only if every field is there and of its type; others are left out.
 *
 * @returns undefined where the line is no entry
 */
export function decodeJournalLine(line: Uint8Array): JournalEntry | undefined {
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(line));
  } catch {
    return undefined;
  }
  return isEntry(value) ? entryOf(value) : undefined;
}

function isEntry(value: unknown): value is JournalEntry {
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Readonly<Record<string, unknown>>;
  return (
    textFields.every((field) => typeof fields[field] === 'string') &&
    Number.isSafeInteger(fields.time) &&
    (fields.time as number) >= 0 &&
    (fields.time as number) <= lastMoment &&
    typeof fields.truncated === 'boolean'
  );
}

function entryOf(fields: JournalEntry): JournalEntry {
  const { tenant, user, resource, time, computer, shareName, ipAddress, itemId, truncated } = fields;
  return { tenant, user, resource, time, computer, shareName, ipAddress, itemId, truncated };
}
