import type { CurvePoint } from '../../../shared/evaluation/figures/curves';
import { escaped, place } from './markup';
import { strokeOf } from './palette';

export interface CurveChart {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  /** A curve a scorer, in the order of the legend. */
  readonly curves: readonly (readonly CurvePoint[])[];
  /** Whether the line of chance, from corner to corner, is drawn. */
  readonly hasDiagonal: boolean;
  /** Whether a curve goes from point to point in steps. */
  readonly isStepped: boolean;
}

const size = 300;
const margin = { left: 46, top: 26, right: 12, bottom: 42 };
const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];

/** Curves in the unit square, as SVG. */
export function curveChart({ title, xLabel, yLabel, curves, hasDiagonal, isStepped }: CurveChart): string {
  const width = margin.left + size + margin.right;
  const height = margin.top + size + margin.bottom;
  const middle = margin.left + size / 2;
  const lines = curves.map((points, position) => {
    const { colour, dash } = strokeOf(position);
    const path = isStepped ? stepped(points) : joined(points);
    return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="1.8" stroke-dasharray="${dash}"/>`;
  });
  return [
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">`,
    `<text x="${middle}" y="15" text-anchor="middle" class="title">${escaped(title)}</text>`,
    ...ticks.map(grid),
    hasDiagonal ? `<path d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}" class="chance"/>` : '',
    ...lines,
    `<text x="${middle}" y="${height - 6}" text-anchor="middle">${escaped(xLabel)}</text>`,
    `<text transform="translate(12 ${margin.top + size / 2}) rotate(-90)" text-anchor="middle">${escaped(yLabel)}</text>`,
    '</svg>',
  ].join('\n');
}

function grid(tick: number): string {
  return [
    `<path d="M${x(tick)} ${y(0)}V${y(1)}M${x(0)} ${y(tick)}H${x(1)}" class="grid"/>`,
    `<text x="${x(tick)}" y="${margin.top + size + 16}" text-anchor="middle">${tick}</text>`,
    `<text x="${margin.left - 6}" y="${margin.top + size * (1 - tick) + 4}" text-anchor="end">${tick}</text>`,
  ].join('\n');
}

function joined(points: readonly CurvePoint[]): string {
  return points.map((point, i) => `${i === 0 ? 'M' : 'L'}${x(point.x)} ${y(point.y)}`).join('');
}

/** Between two thresholds nothing is known of precision: each holds until the next. */
function stepped(points: readonly CurvePoint[]): string {
  return points
    .map((point, i) => (i === 0 ? `M${x(0)} ${y(point.y)}H${x(point.x)}` : `V${y(point.y)}H${x(point.x)}`))
    .join('');
}

function x(share: number): string {
  return place(margin.left + share * size);
}

function y(share: number): string {
  return place(margin.top + (1 - share) * size);
}
