import { place } from '../../evaluate/charts/markup';
import type { WorkbookQuery } from '../content/workbookFile';
import type { QueryResult, TableRow } from '../engine/kqlEngine';
import { cellText } from './cellText';
import { namedColour } from './colours';

const size = { width: 1180, row: 22, top: 16, sources: 330, targets: 830 };

/**
 * Nodes that links begin at to the left, those they end at to the right, near to whom they are linked with. The portal
 * lays them out otherwise; nodes, links and colours are those of the query.
 */
export function drawGraph({ graphSettings }: WorkbookQuery, { rows }: QueryResult): string {
  if (graphSettings === undefined) return '';
  const { nodeIdField, sourceIdField, targetIdField, edgeLabel = '', topContent, colorSettings } = graphSettings;
  const text = (row: TableRow, column: string | undefined) => String(row[column ?? ''] ?? '');
  const links = rows.filter((row) => text(row, sourceIdField) !== '');
  const nodes = new Map(
    rows.filter((row) => text(row, nodeIdField) !== '').map((row) => [text(row, nodeIdField), row]),
  );
  const sources = [...new Set(links.map((row) => text(row, sourceIdField)))].sort();
  const placeOf = (id: string) => {
    const linked = links.filter((row) => text(row, targetIdField) === id);
    return linked.reduce((sum, row) => sum + sources.indexOf(text(row, sourceIdField)), 0) / linked.length;
  };
  const targets = [...new Set(links.map((row) => text(row, targetIdField)))].sort((a, b) => placeOf(a) - placeOf(b));
  const longest = Math.max(sources.length, targets.length);
  const y = (index: number, count: number) => size.top + ((index + 0.5) * longest * size.row) / count;
  const colourOf = (id: string) => {
    const value = text(nodes.get(id) ?? {}, colorSettings?.nodeColorField);
    const grid = colorSettings?.thresholdsGrid ?? [];
    const threshold = grid.find(({ thresholdValue }) => thresholdValue === value) ?? grid.at(-1);
    return namedColour(threshold?.representation ?? 'gray');
  };
  const node = (id: string, x: number, at: number, anchor: string) => {
    const name = cellText(text(nodes.get(id) ?? {}, topContent?.columnMatch));
    const label = `<text x="${x + (anchor === 'end' ? -12 : 12)}" y="${place(at + 4)}" text-anchor="${anchor}">${name}</text>`;
    return `<circle cx="${x}" cy="${place(at)}" r="7" fill="${colourOf(id)}"/>${label}`;
  };
  const line = (row: TableRow) => {
    const from = y(sources.indexOf(text(row, sourceIdField)), sources.length);
    const to = y(targets.indexOf(text(row, targetIdField)), targets.length);
    const colour = text(row, edgeLabel) === 'strange' ? namedColour('redBright') : '#c9c9c9';
    const bend = (size.sources + size.targets) / 2;
    return `<path d="M${size.sources} ${place(from)}C${bend} ${place(from)} ${bend} ${place(to)} ${size.targets} ${place(to)}" stroke="${colour}" class="link"/>`;
  };
  const isStrange = (row: TableRow) => Number(text(row, edgeLabel) === 'strange');
  return [
    `<svg viewBox="0 0 ${size.width} ${size.top * 2 + longest * size.row}">`,
    ...links.toSorted((a, b) => isStrange(a) - isStrange(b)).map(line),
    ...sources.map((id, index) => node(id, size.sources, y(index, sources.length), 'end')),
    ...targets.map((id, index) => node(id, size.targets, y(index, targets.length), 'start')),
    '</svg>',
  ].join('');
}
