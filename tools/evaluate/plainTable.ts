import type { Verdict } from '../../shared/evaluation/verdict';
import type { FigureTable } from './evaluationTables';

const widest = 100;
const gap = '  ';

/** A table as lines of at most 100 characters; columns that find no room follow below, under the scorers' names again. */
export function plainTable({ title, columns }: FigureTable, verdicts: readonly Verdict[]): string {
  const names = cells(
    '',
    verdicts.map(({ scorer }) => scorer),
  );
  const parts: string[][] = [];
  for (const { heading, text } of columns) {
    const column = cells(heading, verdicts.map(text));
    const part = parts.at(-1);
    if (part === undefined || part[0]!.length + gap.length + column[0]!.length > widest)
      parts.push(beside(names, column));
    else parts.splice(-1, 1, beside(part, column));
  }
  return [title, ...parts.map((lines) => lines.map((line) => line.trimEnd()).join('\n'))].join('\n');
}

/** A column of cells of one width. */
function cells(heading: string, texts: readonly string[]): string[] {
  const width = Math.max(...[heading, ...texts].map((text) => text.length));
  return [heading, ...texts].map((text) => text.padEnd(width));
}

function beside(left: readonly string[], right: readonly string[]): string[] {
  return left.map((line, row) => `${line}${gap}${right[row]}`);
}
