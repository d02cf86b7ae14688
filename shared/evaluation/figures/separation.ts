import type { JudgedPairs } from '../judgedPairs';
import type { Ranking } from '../ranking';

/** How well scores separate anomalous pairs from legitimate ones. NaN where there are none of either. */
export interface Separation {
  /** Area under the ROC curve: the probability that an anomalous pair outranks a legitimate one, ties counted half. */
  readonly rocAuc: number;
  /** The same for the anomalous pairs of each kind. */
  readonly rocAucOfKind: Float64Array;
  /** Average precision: the mean over anomalous pairs of the precision at their score. */
  readonly averagePrecision: number;
  /** Total weight of the anomalous pairs. */
  readonly anomalous: number;
}

/**
 * ROC-AUC as the Mann-Whitney statistic (Hanley and McNeil 1982), and average precision as
 * sum of (R_n - R_(n-1)) P_n over the distinct scores, highest first, where R and P are recall and precision.
 *
 * @param weights how often each pair counts, 0 and up.
 */
export function separation({ scores, order }: Ranking, pairs: JudgedPairs, weights: Int32Array): Separation {
  const { kindOf, kinds } = pairs;
  const anomalousOfKind = new Float64Array(kinds.length);
  /** Per kind, sum over its pairs of the weight of the legitimate ones ranked above, ties counted half. */
  const outrankedBy = new Float64Array(kinds.length);
  let legitimate = 0;
  let anomalous = 0;
  let precisions = 0;

  for (let first = 0, next = 0; first < order.length; first = next) {
    const score = scores[order[first]!]!;
    let legitimateHere = 0;
    let anomalousHere = 0;
    for (; next < order.length && scores[order[next]!] === score; next++) {
      const pair = order[next]!;
      if (kindOf[pair]! < 0) legitimateHere += weights[pair]!;
      else anomalousHere += weights[pair]!;
    }
    if (anomalousHere > 0) {
      for (let at = first; at < next; at++) {
        const kind = kindOf[order[at]!]!;
        if (kind < 0) continue;
        const weight = weights[order[at]!]!;
        anomalousOfKind[kind]! += weight;
        outrankedBy[kind]! += weight * (legitimate + legitimateHere / 2);
      }
    }
    legitimate += legitimateHere;
    anomalous += anomalousHere;
    if (anomalousHere > 0) precisions += (anomalousHere * anomalous) / (anomalous + legitimate);
  }
  return {
    rocAuc: 1 - outrankedBy.reduce((sum, value) => sum + value, 0) / (anomalous * legitimate),
    rocAucOfKind: outrankedBy.map((sum, kind) => 1 - sum / (anomalousOfKind[kind]! * legitimate)),
    averagePrecision: precisions / anomalous,
    anomalous,
  };
}
