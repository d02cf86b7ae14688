/** A figure and the ends of its interval of 95 %; null where it cannot be told. */
export interface Figure {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** How well one scorer ranks anomalies before what is legitimate; each figure is from 0 to 1. */
export interface ScorerFigures {
  readonly scorer: string;
  readonly rocAuc: Figure;
  /** Area under the curve of precision and recall, as average precision. */
  readonly averagePrecision: Figure;
  /** Of somebody who looks at 25 pairs a day. */
  readonly recallAt25: Figure;
  readonly precisionAt25: Figure;
  /** Share of the pairs it has no score for. */
  readonly abstained: Figure;
}

/** How well what a detector learns finds anomalies planted into days that it has not learned from. */
export interface Evaluation {
  /** Which of the scorers is the one that writes findings. */
  readonly scorer: string;
  /** Start of the days that were judged on (ISO 8601, UTC), and how many days. */
  readonly from: string;
  readonly days: number;
  /** Users that were looked at: all, or a sample of them. */
  readonly users: number;
  /** Pairs that were learned from; legitimate ones first seen on the judged days; and those planted, all times together. */
  readonly trainingPairs: number;
  readonly firstTimePairs: number;
  readonly plantedPairs: number;
  readonly scorers: readonly ScorerFigures[];
}

/** That nothing was judged, and why, in a clause. */
export interface Unjudged {
  readonly unjudged: string;
}
