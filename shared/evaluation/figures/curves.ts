import type { JudgedPairs } from '../judgedPairs';
import type { Ranking } from '../ranking';

/** A point of a curve; both from 0 to 1. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

export interface Curves {
  /** False positive rate against recall, from (0, 0) to (1, 1). */
  readonly roc: readonly CurvePoint[];
  /** Recall against precision, from the highest score down. */
  readonly precisionRecall: readonly CurvePoint[];
}

/** Points closer than this to the one before, in both directions, are left out. */
const resolution = 1 / 400;

/** One point for each distinct score, highest first. Empty where there are no anomalous, or no legitimate pairs. */
export function curvesOf({ scores, order }: Ranking, { kindOf }: JudgedPairs): Curves {
  const anomalous = kindOf.reduce((sum, kind) => sum + (kind < 0 ? 0 : 1), 0);
  const legitimate = kindOf.length - anomalous;
  if (anomalous === 0 || legitimate === 0) return { roc: [], precisionRecall: [] };
  const roc: CurvePoint[] = [{ x: 0, y: 0 }];
  const precisionRecall: CurvePoint[] = [];
  let found = 0;
  for (let position = 0; position < order.length; position++) {
    if (kindOf[order[position]!]! >= 0) found++;
    const seen = position + 1;
    if (seen < order.length && scores[order[seen]!] === scores[order[position]!]) continue;
    add(roc, { x: (seen - found) / legitimate, y: found / anomalous }, seen === order.length);
    add(precisionRecall, { x: found / anomalous, y: found / seen }, seen === order.length);
  }
  return { roc, precisionRecall };
}

function add(points: CurvePoint[], point: CurvePoint, isLast: boolean): void {
  const previous = points.at(-1);
  const isNear =
    previous !== undefined &&
    Math.abs(point.x - previous.x) < resolution &&
    Math.abs(point.y - previous.y) < resolution;
  if (isLast || !isNear) points.push(point);
}
