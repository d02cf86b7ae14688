import { createHash } from 'node:crypto';
import { toUSVString } from 'node:util';
import { ownText } from './ownText';

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
  if (isPlain(value)) return value === '-' ? '' : value;
  const text = toUSVString(value.replace(/\p{Cc}/gu, '')).trim();
  if (text === '-') return '';
  if (text.length <= maxTextLength) return text.length < value.length ? ownText(text) : text;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, digestLength);
  return ownText(`${toUSVString(text.slice(0, maxTextLength - digestLength - 1))}#${digest}`);
}

/** Whether a text is short, printable ASCII without blanks around it, as nearly every field is: it then stays as it is. */
function isPlain(text: string): boolean {
  const last = text.length - 1;
  if (last >= maxTextLength || text.charCodeAt(0) === space || text.charCodeAt(last) === space) return false;
  for (let index = 0; index <= last; index++) {
    const code = text.charCodeAt(index);
    if (code < space || code > tilde) return false;
  }
  return true;
}

const space = 0x20;
const tilde = 0x7e;

const cutEnd = new RegExp(`#[0-9a-f]{${digestLength}}$`);

/** Whether {@link cleanText} has cut a text: it is as long as texts get, and ends in a digest. */
export function isCut(text: string): boolean {
  return text.length === maxTextLength && cutEnd.test(text);
}
