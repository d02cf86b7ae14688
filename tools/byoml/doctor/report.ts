import type { Finding } from './finding';

const marks = { ok: 'ok', wrong: 'WRONG', notChecked: 'not checked' } as const satisfies Record<
  Finding['status'],
  string
>;

/** One line a check, under it the command that mends what is wrong, and how many there are of each. */
export function reportText(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ check }) => check.length));
  const markWidth = Math.max(...Object.values(marks).map((mark) => mark.length));
  const indent = ' '.repeat(markWidth + 2);
  const told = new Map<string, string>();
  const lines = findings.flatMap(({ check, status, detail, remedy }) => {
    const before = told.get(detail);
    if (before === undefined) told.set(detail, check);
    // Much hangs on one thing that is not known: a missing token, say.
    const text = status === 'notChecked' && before !== undefined ? `for the reason told at "${before}"` : detail;
    const line = `${marks[status].padEnd(markWidth)}  ${check.padEnd(width)}  ${text}`;
    return remedy === undefined ? [line] : [line, `${indent}${remedy}`];
  });
  return `${[...lines, '', summary(findings)].join('\n')}\n`;
}

/** The same for programs. */
export function reportJson(findings: readonly Finding[], checkedAt: Date): string {
  return `${JSON.stringify({ checkedAt: checkedAt.toISOString(), findings }, null, 2)}\n`;
}

function summary(findings: readonly Finding[]): string {
  const count = (status: Finding['status']) => findings.filter((finding) => finding.status === status).length;
  return `${count('ok')} ok, ${count('wrong')} wrong, ${count('notChecked')} not checked`;
}
