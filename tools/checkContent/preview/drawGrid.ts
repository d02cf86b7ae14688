import type { WorkbookQuery } from '../content/workbookFile';
import type { QueryResult } from '../engine/kqlEngine';
import { cellText } from './cellText';
import { namedColour } from './colours';

const shownRows = 10;
/** What is longer is broken into lines. */
const longest = 60;
const bar = 4;

/** A table; columns with the formatter for bars show one, as long as the value is great beside the greatest. */
export function drawGrid({ gridSettings }: WorkbookQuery, { columns, rows }: QueryResult): string {
  const shown = rows.slice(0, shownRows);
  const formatterOf = (column: string) =>
    gridSettings?.formatters?.find(({ columnMatch }) => new RegExp(columnMatch).test(column));
  const cell = (column: string, value: unknown): string => {
    const formatter = formatterOf(column);
    if (formatter?.formatter !== bar) {
      const text = cellText(value);
      return `<td${text.length > longest ? ' class="long"' : ''}>${text}</td>`;
    }
    const greatest = Math.max(...rows.map((row) => Number(row[column])));
    const percent = greatest > 0 ? (100 * Number(value)) / greatest : 0;
    const colour = namedColour(formatter.formatOptions?.palette ?? 'blue');
    return `<td class="bar"><i style="width:${percent.toFixed(1)}%;background:${colour}"></i><b>${cellText(value)}</b></td>`;
  };
  const lines = shown.map((row) => `<tr>${columns.map((column) => cell(column, row[column])).join('')}</tr>`);
  const more = rows.length > shown.length ? `<p class="more">and ${rows.length - shown.length} more</p>` : '';
  const heads = columns.map((column) => `<th>${cellText(column)}</th>`);
  return `<table><thead><tr>${heads.join('')}</tr></thead><tbody>${lines.join('')}</tbody></table>${more}`;
}
