/** A part of `npm run check:infra`: what it looked at, in numbers and words, and what is wrong. */
export interface Section {
  readonly title: string;
  /** Numbers of what was looked at, each with what it counts: `[['resources', 41]]`. */
  readonly counts: readonly (readonly [what: string, count: number])[];
  /** What else is to be said: what was left out, and why. */
  readonly notes: readonly string[];
  /** One line each; none where all is well. */
  readonly problems: readonly string[];
}

/** A section as it is printed. */
export function sectionText({ title, counts, notes, problems }: Section): string {
  const numbers = counts.map(([what, count]) => `${what} ${count.toLocaleString('en')}`).join(', ');
  const good = counts.length === 0 ? 'nothing checked' : 'good';
  const outcome = problems.length === 0 ? good : `${problems.length} problem${problems.length === 1 ? '' : 's'}`;
  const heading = `${title}: ${[...(numbers === '' ? [] : [numbers]), outcome].join(': ')}`;
  return [heading, ...notes.map((note) => `  ${note}`), ...problems.map((problem) => `  ✗ ${problem}`)].join('\n');
}
