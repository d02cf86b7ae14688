import { readFileSync, writeFileSync } from 'node:fs';
import { type Measurement, median } from './measurement';
import { significant } from './numbers';
import { markdownTable } from './table';

/** One line of README's table: a case, in README's words, and the rivals it names. */
interface ReadmeLine {
  readonly what: string;
  readonly section: string;
  readonly subject: RegExp;
  readonly rivals: readonly string[];
}

const lines: readonly ReadmeLine[] = [
  {
    what: 'training, an iteration: 10,000 users, 5,000 shares, 500,000 pairs, rank 10',
    section: 'training',
    subject: /^10,000 x .* rank 10$/,
    rivals: ['implicit, 1 thread', 'Spark MLlib, local[1]'],
  },
  {
    what: 'training, an iteration: 359,000 users, 292,000 shares, 17.5 million pairs, rank 64',
    section: 'training',
    subject: /^359,000 x .* rank 64$/,
    rivals: ['implicit, 1 thread'],
  },
  {
    what: 'reading exported rows, 2 % of them accesses',
    section: 'reading',
    subject: /memory, 2 %/,
    rivals: ['readline and JSON.parse'],
  },
  {
    what: 'scoring, from bytes to findings',
    section: 'scoring',
    subject: /by affinity, none written/,
    rivals: ['JSON.parse, Map and dot product, without affinity'],
  },
  {
    what: 'loading a model of 1,000,000 users and 100,000 shares',
    section: 'model',
    subject: /1,000,000 users .* affinities/,
    rivals: [],
  },
  {
    what: 'loading its factors alone',
    section: 'model',
    subject: /1,000,000 users .* factors .* alone/,
    rivals: ['JSON.parse'],
  },
];

/** A line of README's table: what was measured, the figure here, and those beside it. */
type Row = readonly [what: string, here: string, beside: string];

/** README's table: six lines of the bench, one core each. Empty where the run holds none of them. */
export function readmeTable(measurements: readonly Measurement[]): string {
  return table(lines.flatMap((line) => rowOf(line, measurements) ?? []));
}

function rowOf(
  { what, section, subject, rivals }: ReadmeLine,
  measurements: readonly Measurement[],
): [Row] | undefined {
  const own = measurements.filter((one) => one.section === section && subject.test(one.subject));
  const ours = own[0];
  if (ours === undefined || ours.samples.length === 0) return undefined;
  const others = rivals.flatMap((rival) => own.filter(({ contestant }) => contestant === rival).map(comparison));
  return [[what, amount(ours), others.join('; ')]];
}

function table(rows: readonly Row[]): string {
  return rows.length === 0 ? '' : markdownTable(['on one core', 'here', 'beside it, in the same run'], rows);
}

function amount({ samples, unit }: Measurement): string {
  return `${significant(median(samples))} ${unit.replace('/iteration', '')}`;
}

function comparison(measurement: Measurement): string {
  const { contestant, ratio, absent } = measurement;
  const name = contestant.replace(/, 1 thread$/, '');
  if (ratio === null) return `${name} ${absent}`;
  return `${name} ${amount(measurement)} (${significant(ratio)}x as long)`;
}

const begin = '<!-- bench -->\n';
const end = '<!-- /bench -->';

/** Writes the table between README's markers. What was not measured this time stays as it was. */
export function updateReadme(path: string, measurements: readonly Measurement[]): void {
  const readme = readFileSync(path, 'utf8');
  const from = readme.indexOf(begin);
  const to = readme.indexOf(end);
  if (from < 0 || to < from) return;
  const before = readme.slice(from + begin.length, to);
  const updated = table(lines.flatMap((line) => rowOf(line, measurements) ?? rowIn(before, line)));
  writeFileSync(path, readme.slice(0, from + begin.length) + updated + readme.slice(to));
}

function rowIn(markdown: string, { what }: ReadmeLine): Row[] {
  return markdown.split('\n').flatMap((line) => {
    const [, first = '', here = '', beside = ''] = line.split('|').map((cell) => cell.trim());
    return first === what ? [[first, here, beside] as const] : [];
  });
}
