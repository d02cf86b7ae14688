import type { WritingRule } from '../../shared/detectors/detector';

/** By which every finding is written, whatever its score. */
export const everyFinding: WritingRule = {
  dailyBudget: Number.POSITIVE_INFINITY,
  minimumScore: Number.NEGATIVE_INFINITY,
};

/** The rule of an app whose settings say nothing of it. */
export const defaultRule: WritingRule = { dailyBudget: 25, minimumScore: 0 };
