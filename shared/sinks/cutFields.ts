import { tableText } from '../text/tableText';

/** Most UTF-8 bytes of a field; Azure Monitor cuts what is longer without a word. */
const fieldLimitBytes = 64 * 1024;

/** The column that says that at least one field of its row was cut. */
const truncatedColumn = 'Truncated';

/**
 * A row as it may be sent: text is such as a table may show ({@link tableText}); text over 64 KB is cut between characters and the row flagged in {@link truncatedColumn};
 * text that UTF-8 can't carry (half a surrogate pair) gets U+FFFD in its place; numbers that JSON has no word for
 * become null. A nested value over 64 KB is sent as its JSON text, cut.
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
    const sendable = fits ? bytes.toString() : cutBetweenCharacters(bytes, limitBytes);
    fields.push([column, fits && typeof value !== 'string' ? JSON.parse(sendable) : sendable]);
  }
  if (truncated) fields.push([truncatedColumn, true]);
  return Object.fromEntries(fields);
}

function tableStrings(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? Buffer.from(tableText(value)).toString() : value;
}

/** The longest whole characters within the limit: bytes 10xxxxxx continue a character. */
function cutBetweenCharacters(bytes: Buffer, limitBytes: number): string {
  let end = limitBytes;
  while (end > 0 && (bytes[end]! & 0b1100_0000) === 0b1000_0000) end -= 1;
  return bytes.toString('utf8', 0, end);
}
