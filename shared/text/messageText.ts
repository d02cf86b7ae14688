import { toUSVString } from 'node:util';
import { codePoint, unseen } from './codePoint';

/** The longest message, in UTF-16 code units. */
export const maxMessageLength = 2000;

const unseenCharacters = new RegExp(`[${unseen}]`, 'gu');
const lineBreak = /[\n\r\u2028\u2029]/;

/** More of a text is not looked at: an answer may have megabytes. */
const readLength = 65_536;

/** What signs somebody in, as servers and clients put it when they repeat a request: its name stays, its value goes. */
const secrets: readonly [RegExp, string][] = [
  [/\b(Bearer|SharedKey|SharedKeyLite)(\s+)[^\s"',;]{12,}/gi, '$1$2…'],
  [
    /(?:\b|(?<=%[0-9A-F]{2}))(sig|AccountKey|SharedAccessKey|SharedAccessSignature|access_token|client_secret)(["']?\s*(?:[=:]|%3D)\s*["']?)[^\s&;"',…]+/gi,
    '$1$2…',
  ],
  // A JSON web token by itself: its header is a JSON object in base64.
  [/\beyJ[\w-]{8,1000}\.[\w-]+(\.[\w-]*)?/g, '…'],
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
