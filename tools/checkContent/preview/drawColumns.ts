import { escaped, place } from '../../evaluate/charts/markup';
import type { WorkbookQuery } from '../content/workbookFile';
import type { QueryResult } from '../engine/kqlEngine';
import { namedColour, seriesColour } from './colours';

const size = { width: 700, height: 240, left: 46, top: 10, bottom: 24 };
const mostLabels = 14;

interface Series {
  readonly name: string;
  readonly colour: string;
  /** By place on the x axis. */
  readonly values: ReadonlyMap<string, number>;
}

/** Columns of a bar chart, one for each place of the x axis, its series stacked. */
export function drawColumns({ chartSettings }: WorkbookQuery, result: QueryResult): string {
  const series = seriesOf(chartSettings ?? {}, result);
  const places = [...new Set(series.flatMap(({ values }) => [...values.keys()]))].sort();
  const heightAt = (at: string) => series.reduce((sum, { values }) => sum + (values.get(at) ?? 0), 0);
  const highest = Math.max(1, ...places.map(heightAt));
  const bottom = size.height - size.bottom;
  const y = (value: number) => bottom - ((bottom - size.top) * value) / highest;
  const step = (size.width - size.left) / Math.max(1, places.length);
  const columns = places.map((at, index) => {
    const left = size.left + (index + 0.15) * step;
    const isLabelled = index % Math.ceil(places.length / mostLabels) === 0;
    const label = `<text x="${place(left + 0.35 * step)}" y="${size.height - 6}" text-anchor="middle">${escaped(at.slice(5, 10))}</text>`;
    return stack(series, at, left, 0.7 * step, y) + (isLabelled ? label : '');
  });
  const keys = series.map(({ name, colour }) => `<span><i style="background:${colour}"></i>${escaped(name)}</span>`);
  const ticks = [0, highest / 2, highest].map((value) => tick(value, y(value)));
  const picture = `<svg viewBox="0 0 ${size.width} ${size.height}">${ticks.join('')}${columns.join('')}</svg>`;
  return `${picture}<div class="keys">${keys.join('')}</div>`;
}

/** Those that the settings name come first, in their order. */
function seriesOf(settings: NonNullable<WorkbookQuery['chartSettings']>, { rows }: QueryResult): readonly Series[] {
  const { xAxis = '', yAxis = [], group = '', seriesLabelSettings = [] } = settings;
  const ofName = Map.groupBy(rows, (row) => String(row[group]));
  const set = seriesLabelSettings.filter(({ seriesName }) => ofName.has(seriesName));
  const names = new Set([...set.map(({ seriesName }) => seriesName), ...ofName.keys()]);
  return [...names].map((name, index) => ({
    name,
    colour: set[index] ? namedColour(set[index].color) : seriesColour(index),
    values: new Map(ofName.get(name)!.map((row) => [String(row[xAxis]), Number(row[yAxis[0] ?? ''])])),
  }));
}

function stack(series: readonly Series[], at: string, left: number, width: number, y: (value: number) => number) {
  let below = 0;
  const parts = series.map(({ colour, values }) => {
    const value = values.get(at) ?? 0;
    const top = y(below + value);
    const height = y(below) - top;
    below += value;
    return `<rect x="${place(left)}" y="${place(top)}" width="${place(width)}" height="${place(height)}" fill="${colour}"/>`;
  });
  return parts.join('');
}

function tick(value: number, y: number): string {
  const text = Math.round(value).toLocaleString('en');
  const line = `<path d="M${size.left} ${place(y)}H${size.width}" class="grid"/>`;
  return `${line}<text x="${size.left - 6}" y="${place(y + 4)}" text-anchor="end">${text}</text>`;
}
