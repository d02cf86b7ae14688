import type { QueryResult } from '../engine/kqlEngine';
import { cellText } from './cellText';
import { seriesColour } from './colours';

const radius = 70;
const around = 2 * Math.PI * radius;

/** A ring whose parts are as long as the second column's numbers, named by the first. */
export function drawShares({ columns, rows }: QueryResult): string {
  const [name = '', value = ''] = columns;
  const total = rows.reduce((sum, row) => sum + Number(row[value]), 0);
  let begun = 0;
  const parts = rows.map((row, index) => {
    const length = (around * Number(row[value])) / Math.max(1, total);
    const dashes = `stroke-dasharray="${length.toFixed(1)} ${around.toFixed(1)}" stroke-dashoffset="${(-begun).toFixed(1)}"`;
    begun += length;
    return `<circle r="${radius}" cx="110" cy="110" fill="none" stroke="${seriesColour(index)}" stroke-width="34" ${dashes}/>`;
  });
  const keys = rows.map(
    (row, index) =>
      `<span><i style="background:${seriesColour(index)}"></i>${cellText(row[name])} ${cellText(row[value])}</span>`,
  );
  return `<svg viewBox="0 0 440 220"><g transform="translate(110 0)">${parts.join('')}</g></svg><div class="keys">${keys.join('')}</div>`;
}
