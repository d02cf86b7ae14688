import { affinity } from './affinity';
import { accessAnomaly, accessAnomalyByShare } from './baselines/accessAnomaly';
import { nearestNeighbours } from './baselines/nearestNeighbours';
import { popularity } from './baselines/popularity';
import type { CandidateScorer } from './candidate';

/** The scorers that are judged beside each other. */
export const candidates: readonly CandidateScorer[] = [
  affinity,
  popularity,
  nearestNeighbours,
  accessAnomaly,
  accessAnomalyByShare,
];
