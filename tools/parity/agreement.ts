import { isDeepStrictEqual } from 'node:util';
import type { Pair } from '../../shared/detectors/resourceAccess/trainingSet';
import type { Outcome } from './outcome';
import { rankCorrelation } from './rankCorrelation';

/** So many of the most anomalous pairs are compared: what the app writes of a day. */
const topCount = 25;

/** How far two sides that learned from the same agree. */
export interface Agreement {
  /** Whether users and resources are the same, and the same pairs have a score, none, and +Infinity. */
  readonly isAlike: boolean;
  /** Largest difference of any component of any vector. */
  readonly factorDifference: number;
  /** Largest difference of any finite score, in standard deviations. */
  readonly scoreDifference: number;
  /** Spearman's, of all scores there are, +Infinity among them. */
  readonly rankCorrelation: number;
  /** Of the 25 finite scores that are highest with one side, how many are with the other; of the tenant with the fewest. */
  readonly topOverlap: number;
}

/** @param pairs that both sides scored. */
export function compareOutcomes(pairs: readonly Pair[], one: Outcome, other: Outcome): Agreement {
  const sameNames = isDeepStrictEqual(one.users, other.users) && isDeepStrictEqual(one.resources, other.resources);
  const sameKinds = one.scores.every((score, at) => kindOf(score) === kindOf(other.scores[at]!));
  const scored = [...pairs.keys()].filter((at) => !Number.isNaN(one.scores[at]! + other.scores[at]!));
  const scoresOf = ({ scores }: Outcome) => Float64Array.from(scored, (at) => scores[at]!);
  return {
    isAlike: sameNames && one.scores.length === other.scores.length && sameKinds,
    factorDifference: Math.max(
      largestDifference(one.factors.users, other.factors.users),
      largestDifference(one.factors.items, other.factors.items),
    ),
    scoreDifference: largestDifference(one.scores.filter(Number.isFinite), other.scores.filter(Number.isFinite)),
    rankCorrelation: rankCorrelation(scoresOf(one), scoresOf(other)),
    topOverlap: topOverlap(pairs, one.scores, other.scores),
  };
}

type ScoreKind = 'none' | 'infinite' | 'finite';

function kindOf(score: number): ScoreKind {
  if (Number.isNaN(score)) return 'none';
  return Number.isFinite(score) ? 'finite' : 'infinite';
}

/** NaN where there are more of the one than of the other. */
function largestDifference<Numbers extends Float32Array | Float64Array>(one: Numbers, other: Numbers): number {
  if (one.length !== other.length) return Number.NaN;
  let largest = 0;
  for (let i = 0; i < one.length; i++) largest = Math.max(largest, Math.abs(one[i]! - other[i]!));
  return largest;
}

function topOverlap(pairs: readonly Pair[], one: Float64Array, other: Float64Array): number {
  const tenants = new Set(pairs.map(({ tenant }) => tenant));
  const overlaps = Array.from(tenants, (name) => {
    const own = [...pairs.keys()].filter((at) => pairs[at]!.tenant === name);
    const top = new Set(highest(own, one));
    return highest(own, other).filter((at) => top.has(at)).length;
  });
  return Math.min(...overlaps);
}

/** Those of `places` whose finite scores are highest; of equal ones the first. */
function highest(places: readonly number[], scores: Float64Array): number[] {
  return places
    .filter((at) => Number.isFinite(scores[at]!))
    .sort((a, b) => scores[b]! - scores[a]!)
    .slice(0, topCount);
}
