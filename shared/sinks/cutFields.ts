import { tableText } from '../text/tableText';

/** Most UTF-8 bytes of a field; Azure Monitor cuts what is longer without a word. */
const fieldLimitBytes = 64 * 1024;

/** The column that says that at least one field of its row was cut. */
const truncatedColumn = 'Truncated';

/**
 * A row as it may be sent: text is such as a table may show ({@link tableText}); text over 64 KB is cut between characters and the row flagged in {@link truncatedColumn};
 * text that UTF-8 can't carry (half a surrogate pair) gets U+FFFD in its place; numbers that JSON has no word for
 * become null. An object or array over 64 KB is left out, as half of one would be none, and an object in its place says so.
 *
 * @throws TypeError for what JSON can't hold: a BigInt, a circle
 */
export function cutFields(row: object, limitBytes = fieldLimitBytes): Record<string, unknown> {
  let truncated = false;
  const fields: [string, unknown][] = [];
  for (const [column, value] of Object.entries(row)) {
    const text = typeof value === 'string' ? tableText(value) : JSON.stringify(value, tableStrings);
    if (text === undefined) continue;
    const bytes = Buffer.from(text);
    const fits = bytes.length <= limitBytes;
    truncated ||= !fits;
    if (typeof value === 'string') {
      fields.push([column, fits ? bytes.toString() : cutBetweenCharacters(bytes, limitBytes)]);
    } else {
      fields.push([column, fits ? JSON.parse(bytes.toString()) : leftOut(bytes.length, limitBytes)]);
    }
  }
  if (truncated) fields.push([truncatedColumn, true]);
  return Object.fromEntries(fields);
}

function tableStrings(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? Buffer.from(tableText(value)).toString() : value;
}

function leftOut(bytes: number, limitBytes: number): object {
  return { leftOut: `${bytes} bytes of JSON, and a field may have ${limitBytes}` };
}

/** The longest whole characters within the limit: bytes 10xxxxxx continue a character. */
function cutBetweenCharacters(bytes: Buffer, limitBytes: number): string {
  let end = limitBytes;
  while (end > 0 && (bytes[end]! & 0b1100_0000) === 0b1000_0000) end -= 1;
  return bytes.toString('utf8', 0, end);
}
