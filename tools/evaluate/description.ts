import type { AnomalySource, Evaluation } from './evaluation';

const sources: Readonly<Record<AnomalySource, string>> = {
  labels: 'as the data label them',
  planting: 'planted by the rules of docs/evaluation.md',
  companies: 'planted into invented companies as docs/company.md tells',
  nonPairs: 'pairs that do not exist, judged beside pairs that were held out',
};

/** What was judged on what, in two sentences. */
export function describe({ anomalies, training, test, seed, seeds, resamples, verdicts }: Evaluation): string[] {
  const { pairs = 0, anomalous = 0 } = verdicts[0] ?? {};
  const what = anomalies === 'nonPairs' ? 'pairs' : 'accesses';
  return [
    `${count(training)} ${what} of training, ${count(test)} of test; ${count(pairs)} pairs come up for the first time, ` +
      `of which ${count(anomalous)} are anomalies: ${sources[anomalies]}.`,
    intervalSentence(seed, seeds, resamples),
  ];
}

function intervalSentence(seed: number, seeds: number, resamples: number): string {
  if (seeds > 1) return `Figures are means over ${seeds} seeds from ${seed} on, [95 % of the mean].`;
  if (resamples === 0) return 'Figures have no intervals, as there are no resamples.';
  return (
    `Figures are followed by [95 % of ${count(resamples)} resamples of user-days]; by none where anomalies are of fewer ` +
    'than 5 user-days.'
  );
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
