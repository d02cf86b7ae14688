import type { DeployedResource } from '../deployment/deployedResources';
import type { Problem } from '../problem';
import { expressionText } from '../syntax/expressionText';
import { allowedRoles, roleId } from './roleAssignments';

/** A row of the table of role assignments: the assignment's name, its role, where, to whom, and why. */
interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

const begin = '<!-- roles -->';
const end = '<!-- /roles -->';

/**
 * Holds the table of role assignments in a page, between `<!-- roles -->` and `<!-- /roles -->`, to the assignments that
 * the templates make: `| assignment | role | on | to | for |`, the assignment by its symbol, `on` and `to` as the
 * template writes its scope and principal; only the reason is free, but must be there.
 */
export function checkRoleTable(text: string, file: string, assignments: readonly DeployedResource[]): Problem[] {
  const rows = tableRows(text);
  if (rows === undefined) {
    const lines = [...bySymbol(assignments).values()].map((assignment) => `| ${cellsOf(assignment).join(' | ')} |  |`);
    return [
      {
        at: { file, line: 1, column: 1 },
        message: `has no table between ${begin} and ${end}; give a reason for each of\n${['| assignment | role | on | to | for |', '|---|---|---|---|---|', ...lines].join('\n')}`,
      },
    ];
  }
  const expected = bySymbol(assignments);
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const { line, cells } of rows) {
    const at = { file, line, column: 1 };
    const symbol = (cells[0] ?? '').replaceAll('`', '');
    const assignment = expected.get(symbol);
    if (seen.has(symbol)) problems.push({ at, message: `${symbol} has two rows: remove one` });
    seen.add(symbol);
    if (assignment === undefined) {
      problems.push({ at, message: `no template makes the role assignment ${symbol}: remove the row` });
      continue;
    }
    const wanted = cellsOf(assignment);
    wanted.forEach((cell, index) => {
      if (cells[index] !== cell)
        problems.push({ at, message: `${symbol}: ${cells[index] || 'an empty cell'} must be ${cell}` });
    });
    if ((cells[4] ?? '').length === 0) problems.push({ at, message: `${symbol} has no reason in the last column` });
  }
  for (const [symbol, assignment] of expected) {
    if (!seen.has(symbol))
      problems.push({
        at: assignment.at,
        message: `${symbol} is not in the table of ${file}: add | ${cellsOf(assignment).join(' | ')} | and why |`,
      });
  }
  return problems;
}

/** One assignment of each symbol: a template may be used by several modules. */
function bySymbol(assignments: readonly DeployedResource[]): Map<string, DeployedResource> {
  return new Map(assignments.map((assignment) => [assignment.symbol, assignment]));
}

function cellsOf(assignment: DeployedResource): string[] {
  const scope = assignment.written.get('scope')?.value;
  const properties = assignment.written.get('properties')?.value;
  const principal =
    properties?.kind === 'object'
      ? properties.items.find((item) => item.kind === 'property' && item.key === 'principalId')
      : undefined;
  const role = roleId(assignment);
  return [
    `\`${assignment.symbol}\``,
    (role !== undefined ? allowedRoles.get(role) : undefined) ?? role ?? 'unknown',
    `\`${scope === undefined ? 'nothing' : expressionText(scope)}\``,
    `\`${principal?.kind === 'property' ? expressionText(principal.value) : 'nothing'}\``,
  ];
}

function tableRows(text: string): Row[] | undefined {
  const lines = text.split('\n');
  const [from, to] = [lines.findIndex((line) => line.trim() === begin), lines.findIndex((line) => line.trim() === end)];
  if (from < 0 || to < from) return undefined;
  return lines
    .slice(from + 1, to)
    .map((line, index) => ({ line: from + 2 + index, text: line.trim() }))
    .filter(({ text: row }) => row.startsWith('|') && !/^\|[\s|:-]+\|$/.test(row))
    .slice(1)
    .map(({ line, text: row }) => ({
      line,
      cells: row
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    }));
}
