import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { fileShareReader } from '../../../shared/events/fileShareAccess';
import { defaultIdentityRules, type IdentityRules } from '../../../shared/events/identity';
import { parseJson, recordsOf } from '../../../shared/events/records';
import type { Row } from '../../../shared/events/row';
import { hostileRow } from '../../shared/events/hostileRows';
import { itWithPython, python } from './python';

/** What is the same of an access wherever it is read: of the others, Spark needs none. */
interface NamedAccess {
  readonly tenant: string;
  readonly user: string;
  readonly resource: string;
  readonly time: number;
  readonly itemId: string;
}

interface IdentityCase {
  readonly name: string;
  readonly rules?: Partial<IdentityRules>;
  /** Columns that replace those of the usual row, and columns it has not; or what stands in the place of a row. */
  readonly fields?: Row;
  readonly without?: readonly string[];
  readonly row?: unknown;
  /** What differs from the access of the usual row; or why there is none. */
  readonly access?: Partial<NamedAccess>;
  readonly skipped?: string;
}

const file = readFileSync(join(__dirname, '../../fixtures/identityCases.json'), 'utf8');
const fixture: { row: Row; access: NamedAccess; cases: IdentityCase[] } = JSON.parse(file);

function rowOf(given: IdentityCase): unknown {
  if (given.row !== undefined) return given.row;
  const fields = Object.entries({ ...fixture.row, ...given.fields });
  return Object.fromEntries(fields.filter(([column]) => !given.without?.includes(column)));
}

function named(reading: ReturnType<ReturnType<typeof fileShareReader>>): unknown {
  if ('skipped' in reading) return reading;
  const { tenant, user, resource, time, itemId } = reading.access;
  return { access: { tenant, user, resource, time, itemId } };
}

describe('the app reads', () => {
  it.each(fixture.cases)('$name', (given) => {
    const reading = named(fileShareReader({ ...defaultIdentityRules, ...given.rules })(rowOf(given)));
    const { skipped } = given;
    expect(reading).toEqual(skipped === undefined ? { access: { ...fixture.access, ...given.access } } : { skipped });
  });
});

describe('the Spark job', () => {
  itWithPython('reads all of these the same, and passes its own tests', async () => {
    const { succeeded, output } = python(['-m', 'unittest', 'discover']);
    if (!succeeded) throw new Error(output);
  });

  itWithPython('reads any row as the app does', async () => {
    const texts = fc.sample(hostileRow, { numRuns: 10_000, seed: 1 }).map((text) => text.replaceAll('\n', ' '));
    const { succeeded, output } = python(['read_rows.py'], texts.join('\n'));
    if (!succeeded) throw new Error(output);
    const read = fileShareReader(defaultIdentityRules);
    const readings = output.trimEnd().split('\n');
    expect(readings).toHaveLength(texts.length);
    let accesses = 0;
    texts.forEach((text, i) => {
      const document = parseJson(text);
      const expected = document === undefined ? null : recordsOf(document).map((row) => named(read(row)));
      expect({ text, readings: JSON.parse(readings[i]!) }).toEqual({ text, readings: expected });
      accesses += expected?.some((reading) => JSON.stringify(reading).startsWith('{"access"')) ? 1 : 0;
    });
    expect(accesses).toBeGreaterThan(1000);
  });
});
