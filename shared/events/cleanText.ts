import { createHash } from 'node:crypto';
import { toUSVString } from 'node:util';

/** The longest text kept of one field, in UTF-16 code units. */
export const maxTextLength = 1024;

const digestLength = 32;

/**
 * What a field says, safe to compare, store and print: trimmed, without control characters, well-formed Unicode.
 * Windows and Log Analytics write a missing value as nothing, blanks or `-`; all of them become `""`, as does any value
 * that is no text, number or boolean.
 *
 * Text above {@link maxTextLength} is cut, and ends in `#` and a digest of all of it: two long names never become one.
 */
export function cleanText(value: unknown): string {
  if (typeof value !== 'string') {
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
  }
  const text = toUSVString(value.replace(/\p{Cc}/gu, '')).trim();
  if (text === '-') return '';
  if (text.length <= maxTextLength) return text;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, digestLength);
  return `${toUSVString(text.slice(0, maxTextLength - digestLength - 1))}#${digest}`;
}

const cutEnd = new RegExp(`#[0-9a-f]{${digestLength}}$`);

/** Whether {@link cleanText} has cut a text: it is as long as texts get, and ends in a digest. */
export function isCut(text: string): boolean {
  return text.length === maxTextLength && cutEnd.test(text);
}
