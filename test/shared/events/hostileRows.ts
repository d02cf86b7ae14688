import fc, { type Arbitrary } from 'fast-check';
import { hostileTime, hostileValue } from './hostileValues';
import { fileShareRow } from './rows';

/** Cases of each property over hostile input. */
export const hostileRuns = { numRuns: 10_000 };

/** A column and the JSON text of its value. */
type Field = readonly [column: string, json: string];

const validFields: Field[] = Object.entries(fileShareRow()).map(([column, value]) => [column, JSON.stringify(value)]);

const inherited = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then', 'length', ''];
const column = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...validFields.map(([name]) => name), 'EventData') },
  { weight: 1, arbitrary: fc.constantFrom(...inherited) },
);

/** Names that the rules leave out, and some that name nothing. */
const accounts = ['NT AUTHORITY\\SYSTEM', 'WS01$@contoso.local', 'anonymous logon', '-\\-', 'CONTOSO\\', 'alice@', '@'];
const shares = ['\\\\*\\IPC$', '\\\\FS01\\sysvol', '\\\\*\\', '\\\\*', '\\\\\\\\', 'Finance', '\\\\*\\HR', '-'];
const name = fc.constantFrom(...accounts, ...shares).map((text) => JSON.stringify(text));

const change: Arbitrary<Field> = fc.oneof(
  fc.tuple(column, hostileValue),
  fc.tuple(fc.constant('TimeGenerated'), hostileTime),
  fc.tuple(fc.constantFrom('Account', 'SubjectAccount', 'Computer', 'ShareName'), name),
);

/** A 5140 row some columns of which are left out, and some given again: the last one counts. */
const mutatedRow = fc
  .tuple(
    fc.oneof({ weight: 3, arbitrary: fc.constant(validFields) }, fc.subarray(validFields)),
    fc.array(change, { maxLength: 4 }),
  )
  .map(([kept, changes]) => objectText([...kept, ...changes]));

const inventedRow = fc.array(fc.tuple(column, hostileValue), { maxLength: 6 }).map(objectText);

/** The JSON text of one item of `records`. */
export const hostileRow: Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: mutatedRow },
  { weight: 2, arbitrary: inventedRow },
  { weight: 1, arbitrary: hostileValue },
);

function objectText(fields: readonly Field[]): string {
  return `{${fields.map(([column, json]) => `${JSON.stringify(column)}:${json}`).join(',')}}`;
}
