import type { WorkbookQuery } from '../content/workbookFile';
import type { QueryResult } from '../engine/kqlEngine';
import { cellText } from './cellText';

/** A tile a row: a name, and a number writ large. */
export function drawTiles({ tileSettings }: WorkbookQuery, { rows }: QueryResult): string {
  const [name = '', value = ''] = [tileSettings?.titleContent?.columnMatch, tileSettings?.leftContent?.columnMatch];
  const tiles = rows.map(
    (row) => `<div class="tile"><b>${cellText(row[value])}</b><span>${cellText(row[name])}</span></div>`,
  );
  return `<div class="tiles">${tiles.join('')}</div>`;
}
