import type { Estimate } from '../../../shared/evaluation/figures/estimate';
import { meanEstimate } from '../../../shared/evaluation/figures/meanEstimate';
import { markdownTable } from '../table';
import type { TrialFigures } from './judgeTrials';
import { trials } from './trials';

export interface Ablation {
  /** One for each company, the scorers in the same order. */
  readonly companies: readonly (readonly TrialFigures[])[];
  /** The figures on the pairs held out of a graph. */
  readonly graph: readonly TrialFigures[] | null;
}

type Runs = Ablation['companies'];
type Figure = (figures: TrialFigures) => number;

const whole = trials[0]!.name;
const rocAuc: Figure = (figures) => figures.rocAuc;
const recall: Figure = (figures) => figures.recall;

/** How much worse, below 0, or better each trial is than the scorer as it is, as a Markdown page. */
export function ablationPage({ companies, graph }: Ablation): string {
  const ofScores = trials.map(({ name }) => [
    name,
    cell(companies, name, whole, rocAuc),
    cell(companies, name, whole, recall),
    cell(companies, caseOf(name), caseOf(whole), rocAuc),
    cell(companies, caseOf(name), caseOf(whole), recall),
    ...(graph === null ? [] : [cell([graph], name, whole, rocAuc)]),
  ]);
  const partNames = (companies[0] ?? []).map(({ scorer }) => scorer).filter((name) => name.startsWith('case '));
  const ofParts = [caseOf(whole), ...partNames].map((name) => [
    name,
    cell(companies, name, caseOf(whole), rocAuc),
    cell(companies, name, caseOf(whole), recall),
  ]);
  const runs = `${companies.length} invented companies${graph === null ? '' : ', and once on pairs held out of a graph'}`;
  const graphHeading = graph === null ? [] : ['graph: ROC-AUC'];
  return `# Ablation

Mean over ${runs}. Of the scorer as it is the figure; of all others the difference to it,
run by run, with the interval of 95 % of its mean: below 0 is worse. Recall is that at 25 pairs a day.

${markdownTable(['', 'score: ROC-AUC', 'recall', 'case score: ROC-AUC', 'recall', ...graphHeading], ofScores)}
${markdownTable(['', 'ROC-AUC', 'recall'], ofParts)}`;
}

function caseOf(name: string): string {
  return `${name} (case)`;
}

function cell(runs: Runs, name: string, reference: string, figure: Figure): string {
  const figureOf = (run: readonly TrialFigures[], scorer: string) =>
    figure(run.find((figures) => figures.scorer === scorer)!);
  if (name === reference) return meanEstimate(runs.map((run) => figureOf(run, name))).value.toFixed(3);
  return differenceText(meanEstimate(runs.map((run) => figureOf(run, name) - figureOf(run, reference))));
}

function differenceText({ value, low, high }: Estimate): string {
  const text = (number: number) => `${number < 0 ? '−' : '+'}${Math.abs(number).toFixed(3)}`;
  return Number.isNaN(low) ? text(value) : `${text(value)} [${text(low)} ${text(high)}]`;
}
