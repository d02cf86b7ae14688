import type { Verdict } from '../../shared/evaluation/verdict';
import type { Evaluation } from './evaluation';
import { figureText, percentText } from './figureText';

/** A table of figures: a row a scorer. */
export interface FigureTable {
  readonly title: string;
  readonly columns: readonly FigureColumn[];
}

export interface FigureColumn {
  readonly heading: string;
  readonly text: (verdict: Verdict) => string;
}

/** The tables that tell all figures; pairs without a time have none that are by day. */
export function evaluationTables({ anomalies, verdicts }: Evaluation): FigureTable[] {
  const hasDays = anomalies !== 'nonPairs';
  const [first] = verdicts;
  const budgets = first?.budgets ?? [];
  const kinds = first?.kinds ?? [];
  const perDay = (figure: 'recall' | 'precision') =>
    budgets.map(({ pairsPerDay }, at) => ({
      heading: `${pairsPerDay} a day`,
      text: (verdict: Verdict) => percentText(verdict.budgets[at]![figure]),
    }));
  const perKind = (text: (kind: Verdict['kinds'][number]) => string) =>
    kinds.map(({ kind, pairs }, at) => ({
      heading: `${kind} (${pairs})`,
      text: (verdict: Verdict) => text(verdict.kinds[at]!),
    }));
  return [
    {
      title: 'How well scores tell anomalies from the rest',
      columns: [
        { heading: 'ROC-AUC', text: ({ rocAuc }) => figureText(rocAuc) },
        { heading: 'PR-AUC', text: ({ averagePrecision }) => figureText(averagePrecision) },
        { heading: 'without a score', text: ({ abstained }) => percentText(abstained) },
      ],
    },
    ...(hasDays
      ? [
          {
            title: 'Anomalies found by whoever looks at the first pairs of each day (recall)',
            columns: perDay('recall'),
          },
          { title: 'Anomalies among what they look at (precision)', columns: perDay('precision') },
          { title: 'Recall of each kind at 25 a day', columns: perKind(({ recall }) => percentText(recall)) },
        ]
      : []),
    { title: 'ROC-AUC of each kind (its pairs)', columns: perKind(({ rocAuc }) => figureText(rocAuc)) },
  ];
}
