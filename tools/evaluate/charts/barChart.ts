import type { Estimate } from '../../../shared/evaluation/figures/estimate';
import { escaped, place } from './markup';
import { strokeOf } from './palette';

export interface BarChart {
  readonly title: string;
  readonly groups: readonly BarGroup[];
}

export interface BarGroup {
  readonly name: string;
  /** A bar a scorer, from 0 to 1; NaN is no bar. */
  readonly bars: readonly Estimate[];
}

const width = 720;
const margin = { left: 150, top: 30, right: 24, bottom: 26 };
const barHeight = 11;
const groupGap = 12;
const ticks = [0, 0.25, 0.5, 0.75, 1];

/** Bars from left to right with whiskers for their intervals, group below group, as SVG. */
export function barChart({ title, groups }: BarChart): string {
  const heights = groups.map(({ bars }) => bars.length * barHeight + groupGap);
  const bottom = margin.top + heights.reduce((sum, height) => sum + height, 0);
  const tops = heights.map((_, at) => margin.top + heights.slice(0, at).reduce((sum, height) => sum + height, 0));
  return [
    `<svg viewBox="0 0 ${width} ${bottom + margin.bottom}" role="img" aria-label="${escaped(title)}">`,
    `<text x="${width / 2}" y="15" text-anchor="middle" class="title">${escaped(title)}</text>`,
    ...ticks.map(
      (tick) =>
        `<path d="M${x(tick)} ${margin.top}V${bottom}" class="grid"/>` +
        `<text x="${x(tick)}" y="${bottom + 17}" text-anchor="middle">${100 * tick} %</text>`,
    ),
    ...groups.map((group, at) => groupMarkup(group, tops[at]! + groupGap / 2)),
    '</svg>',
  ].join('\n');
}

function groupMarkup({ name, bars }: BarGroup, top: number): string {
  const middle = top + (bars.length * barHeight) / 2;
  return [
    `<text x="${margin.left - 10}" y="${middle + 4}" text-anchor="end">${escaped(name)}</text>`,
    ...bars.map((bar, position) => barMarkup(bar, position, top + position * barHeight)),
  ].join('\n');
}

function barMarkup({ value, low, high }: Estimate, position: number, top: number): string {
  if (Number.isNaN(value)) return '';
  const { colour } = strokeOf(position);
  const length = place(Math.max(1, Number(x(value)) - margin.left));
  const bar = `<rect x="${margin.left}" y="${top}" width="${length}" height="${barHeight - 2}" fill="${colour}" opacity="0.8"/>`;
  if (Number.isNaN(low)) return bar;
  const middle = top + (barHeight - 2) / 2;
  return `${bar}<path d="M${x(low)} ${middle}H${x(high)}M${x(low)} ${middle - 3}v6M${x(high)} ${middle - 3}v6" class="whisker"/>`;
}

/** Intervals of a mean may reach beyond what a share can be; they are cut there. */
function x(share: number): string {
  return place(margin.left + Math.min(1, Math.max(0, share)) * (width - margin.left - margin.right));
}
