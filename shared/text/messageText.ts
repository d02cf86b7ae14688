import { toUSVString } from 'node:util';
import { codePoint, unseen } from './codePoint';

/** The longest message, in UTF-16 code units. */
export const maxMessageLength = 2000;

const unseenCharacters = new RegExp(`[${unseen}]`, 'gu');
const lineBreak = /[\n\r\u2028\u2029]/;

/** More of a text is not looked at: an answer may have megabytes. */
const readLength = 65_536;

/** A quotation mark, also as JSON inside of JSON has it. */
const quote = String.raw`(?:\\*["']|\\u002[27])`;
/** Where a name begins: also after an escape, whose last character would pass for the name's first. */
const start = String.raw`(?:\b|(?<=%[0-9A-F]{2}|\\u[0-9A-F]{4}|\\[nrt]))`;
/** Between a name and its value. */
const separator = String.raw`${quote}?\s*(?:[=:]|%3D|\\u003D)\s*${quote}?`;
const names =
  'sig|AccountKey|SharedAccessKey|SharedAccessSignature|access_token|refresh_token|client_secret|IDENTITY[-_]HEADER';

/** What signs somebody in, as servers and clients put it when they repeat a request: its name stays, its value goes. */
const secrets: readonly [RegExp, string][] = [
  [/\b(Bearer|SharedKey|SharedKeyLite)(\s+)[^\s"',;…]{12,}/gi, '$1$2…'],
  [new RegExp(String.raw`${start}(Authorization${separator}Basic\s+)[^\s"',;…]+`, 'gi'), '$1…'],
  [new RegExp(String.raw`${start}(${names})(${separator})(?!…|${quote})[^\s&;"',…]+`, 'gi'), '$1$2…'],
  // The password of a URL; a name alone is none: abfss://container@account.
  [/(:(?:\\*\/){2}[^\s/?#"'@:]*:)[^\s/?#"']+@/g, '$1…@'],
  // A JSON web token by itself, signed (three parts) or encrypted (five): its header is a JSON object in base64.
  [/\beyJ[\w-]{8,}(?:\.[\w-]*){0,4}/g, '…'],
];

/**
 * A message as it may be logged, whatever of it came from outside (names of blobs, answers of servers, paths): one
 * line, without characters that are not seen, without secrets, and of bounded length.
 */
export function messageText(text: string, maxLength = maxMessageLength): string {
  let message = toUSVString(text.slice(0, readLength))
    .trim()
    .replace(/\s+/g, (blanks) => (lineBreak.test(blanks) ? ' ' : blanks))
    .replace(unseenCharacters, codePoint);
  for (const [pattern, replacement] of secrets) message = message.replace(pattern, replacement);
  return message.length <= maxLength ? message : `${toUSVString(message.slice(0, maxLength - 2)).replace(/�$/, '')}…`;
}
