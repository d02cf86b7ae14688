import { PairNames } from '../../shared/detectors/resourceAccess/pairNames';
import type { Pair } from '../../shared/detectors/resourceAccess/trainingSet';
import type { CandidateScorer } from '../../shared/evaluation/candidate';
import { holdOut } from '../../shared/evaluation/holdOut';
import { judge } from '../../shared/evaluation/judge';
import type { LabelledAccess } from '../../shared/evaluation/labelledAccess';
import { overSeeds } from '../../shared/evaluation/overSeeds';
import { plant } from '../../shared/evaluation/planting/plant';
import type { Verdict } from '../../shared/evaluation/verdict';
import type { Access } from '../../shared/events/access';
import type { CompanyAccesses } from './companyAccesses';

/** Where the anomalies come from: the data's own labels, planted ones, invented companies, or pairs that do not exist. */
export type AnomalySource = 'labels' | 'planting' | 'companies' | 'nonPairs';

/** What came of an evaluation, and of what. */
export interface Evaluation {
  readonly anomalies: AnomalySource;
  /** Accesses, or pairs, before the test window and in it; of invented companies, the mean of them. */
  readonly training: number;
  readonly test: number;
  /** First of the seeds, and how many in a row. */
  readonly seed: number;
  readonly seeds: number;
  /** Resamples the intervals are made of; with more than one seed they are of the mean over the seeds instead. */
  readonly resamples: number;
  /** What a reader must know: what could not be planted, say. */
  readonly notes: readonly string[];
  readonly verdicts: readonly Verdict[];
}

export interface Repetition {
  readonly seed: number;
  readonly seeds: number;
  readonly resamples: number;
}

/** Judges on the data's own labels; the seed is that of the resamples alone, so once is enough. */
export function evaluateLabelled(
  candidates: readonly CandidateScorer[],
  training: readonly LabelledAccess[],
  test: readonly LabelledAccess[],
  { seed, resamples }: Repetition,
): Evaluation {
  const learned = training.map(({ access }) => access);
  const verdicts = judge(candidates, learned, test, { seed, resamples });
  const counts = { training: training.length, test: test.length };
  const notes = labelNotes(training, test, verdicts[0]?.anomalous ?? 0);
  return { anomalies: 'labels', ...counts, seed, seeds: 1, resamples, notes, verdicts };
}

/** What of the labels is not judged. */
function labelNotes(training: readonly LabelledAccess[], test: readonly LabelledAccess[], judged: number): string[] {
  const learned = training.filter(({ kind }) => kind !== null).length;
  const pairs = new PairNames();
  for (const { access, kind } of test) if (kind !== null) pairs.numberOf(access);
  const known = pairs.count - judged;
  return [
    ...(learned > 0 ? [`Labelled as anomalies, and yet learned from, are ${learned} accesses of training.`] : []),
    ...(known > 0
      ? [`Labelled, but not judged, are ${known} pairs of the test window that training has already.`]
      : []),
  ];
}

/** Plants anomalies into the test window and judges on them, once for each seed. */
export function evaluatePlanted(
  candidates: readonly CandidateScorer[],
  training: readonly Access[],
  test: readonly Access[],
  repetition: Repetition,
): Evaluation {
  const legitimate = test.map((access) => ({ access, kind: null }));
  const notes = new Set<string>();
  const verdicts = repeat(repetition, (options) => {
    const planting = plant(training, test, options.seed);
    for (const note of planting.notes) notes.add(note);
    return judge(candidates, training, [...legitimate, ...planting.accesses], options);
  });
  const counts = { training: training.length, test: test.length };
  return { anomalies: 'planting', ...counts, ...repetition, notes: [...notes], verdicts };
}

/** What a company opens, by the number that makes it another one. */
export type CompanyOf = (seed: number) => Pick<CompanyAccesses, 'training' | 'test'>;

/** Judges on invented companies, another one for each seed; each is held in memory until the next. */
export function evaluateCompanies(
  candidates: readonly CandidateScorer[],
  companyOf: CompanyOf,
  repetition: Repetition,
): Evaluation {
  const totals = { training: 0, test: 0 };
  const verdicts = repeat(repetition, (options) => {
    const { training, test } = companyOf(options.seed);
    totals.training += training.length;
    totals.test += test.length;
    return judge(candidates, training, test, options);
  });
  const counts = {
    training: Math.round(totals.training / repetition.seeds),
    test: Math.round(totals.test / repetition.seeds),
  };
  return { anomalies: 'companies', ...counts, ...repetition, notes: [], verdicts };
}

/** Holds out a part of the pairs and judges on them beside pairs that do not exist, once for each seed. */
export function evaluateHeldOut(
  candidates: readonly CandidateScorer[],
  pairs: readonly Pair[],
  share: number,
  repetition: Repetition,
): Evaluation {
  const counts = { training: 0, test: 0 };
  const verdicts = repeat(repetition, (options) => {
    const { training, test } = holdOut(pairs, share, options.seed);
    Object.assign(counts, { training: training.length, test: test.length });
    return judge(candidates, training, test, options);
  });
  const notes = ['Pairs have no time: a scorer that learns from days and hours is not shown at its best.'];
  return { anomalies: 'nonPairs', ...counts, ...repetition, notes, verdicts };
}

/** The interval over seeds takes the place of the resamples. */
function repeat(
  { seed, seeds, resamples }: Repetition,
  once: (options: { seed: number; resamples: number }) => Verdict[],
): readonly Verdict[] {
  const each = seeds > 1 ? 0 : resamples;
  return overSeeds(Array.from({ length: seeds }, (_, number) => once({ seed: seed + number, resamples: each })));
}
