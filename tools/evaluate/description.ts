import type { AnomalySource, Evaluation } from './evaluation';

const sources: Readonly<Record<AnomalySource, string>> = {
  labels: 'as the data label them',
  planting: 'planted by the rules of docs/evaluation.md',
  nonPairs: 'pairs that do not exist, judged beside pairs that were held out',
};

/** What was judged on what, in two sentences. */
export function describe({ anomalies, training, test, seed, seeds, resamples, verdicts }: Evaluation): string[] {
  const { pairs = 0, anomalous = 0 } = verdicts[0] ?? {};
  const what = anomalies === 'nonPairs' ? 'pairs' : 'accesses';
  const interval =
    seeds > 1
      ? `means over ${seeds} seeds from ${seed} on, [95 % of the mean]`
      : `followed by [95 % of ${count(resamples)} resamples of user-days]; none where anomalies are of fewer than 5 user-days`;
  return [
    `${count(training)} ${what} of training, ${count(test)} of test; ${count(pairs)} pairs come up for the first time, ` +
      `of which ${count(anomalous)} are anomalies: ${sources[anomalies]}.`,
    `Figures are ${interval}.`,
  ];
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
