export interface SizedRow {
  readonly id: number;
  readonly [column: string]: unknown;
}

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

/** Far enough below the 64 KB that a field may have, whatever its characters. */
const fieldCharacters = 10_000;

/**
 * A row of exactly so many bytes of JSON, in as many columns as it takes to keep each under the limit of a field.
 * @param unit what its text is made of
 * @throws RangeError where so few bytes hold no such row
 */
export function rowOfBytes(id: number, bytes: number, unit = 'x'): SizedRow {
  const row: Record<string, unknown> & SizedRow = { id, rest: '' };
  const unitBytes = bytesOf(unit) - 2;
  let left = bytes - bytesOf(row);
  for (let column = 0; ; column++) {
    const name = `c${column}`;
    const units = Math.min(fieldCharacters, Math.floor((left - bytesOf({ [name]: '' }) + 1) / unitBytes));
    if (units <= 0) break;
    const text = unit.repeat(units);
    left -= bytesOf({ [name]: text }) - 1;
    row[name] = text;
  }
  const exact = { ...row, rest: 'x'.repeat(Math.max(left, 0)) };
  if (bytesOf(exact) !== bytes) throw new RangeError(`no row has ${bytes} bytes`);
  return exact;
}
