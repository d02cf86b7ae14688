import type { Estimate } from '../../../shared/evaluation/figures/estimate';
import type { Verdict } from '../../../shared/evaluation/verdict';
import { barChart } from '../../../tools/evaluate/charts/barChart';
import { curveChart } from '../../../tools/evaluate/charts/curveChart';
import type { Evaluation } from '../../../tools/evaluate/evaluation';
import { evaluationTables } from '../../../tools/evaluate/evaluationTables';
import { figureText, percentText } from '../../../tools/evaluate/figureText';
import { htmlReport } from '../../../tools/evaluate/htmlReport';
import { plainTable } from '../../../tools/evaluate/plainTable';

const figure: Estimate = { value: 0.5, low: 0.25, high: 0.75 };
const noFigure: Estimate = { value: Number.NaN, low: Number.NaN, high: Number.NaN };
const sevenKinds = [
  'adjacentTeam',
  'adminShare',
  'crossDepartment',
  'newAccount',
  'otherSite',
  'serviceAccount',
  'sweep',
];

function verdictOf(scorer: string, kinds: readonly string[] = sevenKinds): Verdict {
  return {
    scorer,
    pairs: 1000,
    anomalous: 10,
    rocAuc: figure,
    averagePrecision: noFigure,
    abstained: figure,
    budgets: [{ pairsPerDay: 25, recall: figure, precision: figure }],
    kinds: kinds.map((kind) => ({ kind, pairs: 3, rocAuc: figure, recall: figure })),
    curves: { roc: [], precisionRecall: [] },
  };
}

function evaluationOf(verdicts: readonly Verdict[]): Evaluation {
  const counts = { training: 5000, test: 2000, seed: 0, seeds: 1, resamples: 1000 };
  return { anomalies: 'labels', ...counts, notes: [], verdicts };
}

describe('figures as text', () => {
  it('have their intervals in brackets where there are any', () => {
    expect(figureText(figure)).toBe('0.500 [0.250 0.750]');
    expect(figureText({ ...noFigure, value: 0.5 })).toBe('0.500');
    expect(percentText(figure)).toBe('50 % [25 75]');
    expect(percentText({ value: 0, low: 0, high: 0.0412 })).toBe('0 % [0 4.1]');
    expect([figureText(noFigure), percentText(noFigure)]).toEqual(['-', '-']);
  });
});

describe('plainTable', () => {
  const verdicts = [verdictOf('popularity'), verdictOf('accessAnomalyByShare (case)')];
  const tables = evaluationTables(evaluationOf(verdicts)).map((table) => plainTable(table, verdicts));

  it('keeps to 100 columns, and repeats the scorers beside what finds no room', () => {
    for (const table of tables) for (const line of table.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    const ofKinds = tables.at(-1)!;
    for (const kind of sevenKinds) expect(ofKinds).toContain(`${kind} (3)`);
    expect(ofKinds.match(/^popularity /gm)).toHaveLength(3);
  });

  it('aligns figures below their headings', () => {
    expect(tables[0]!.split('\n')).toEqual([
      'How well scores tell anomalies from the rest',
      '                             ROC-AUC              PR-AUC  without a score',
      'popularity                   0.500 [0.250 0.750]  -       50 % [25 75]',
      'accessAnomalyByShare (case)  0.500 [0.250 0.750]  -       50 % [25 75]',
    ]);
  });
});

describe('pictures', () => {
  it('draw a curve from its points, between 0 and 1', () => {
    const curve = [
      { x: 0, y: 0 },
      { x: 0, y: 1 },
      { x: 1, y: 1 },
    ];
    const frame = { title: 'ROC', xLabel: 'x', yLabel: 'y', hasDiagonal: false, curves: [curve] };
    expect(curveChart({ ...frame, isStepped: false })).toContain('d="M46 326L46 26L346 26"');
  });

  it('draw a bar as long as its figure, with its interval, and none without a figure', () => {
    const drawn = barChart({ title: 'Recall', groups: [{ name: 'sweep', bars: [figure, noFigure] }] });
    expect(drawn.match(/<rect /g)).toHaveLength(1);
    // Half of the 546 units from 150 on; whiskers at a quarter and three quarters.
    expect(drawn).toContain('<rect x="150" y="36" width="273"');
    expect(drawn).toContain('M286.5 40.5H559.5');
  });
});

describe('htmlReport', () => {
  it('shows every scorer, and names from labels as text and nothing else', () => {
    const report = htmlReport(evaluationOf([verdictOf('popularity', ['<img src=x onerror="alert(1)">'])]));
    expect(report).toContain('<th scope="row">popularity</th>');
    expect(report).not.toContain('<img');
    expect(report).toContain('&#60;img src=x onerror=&#34;alert(1)&#34;&#62; (3)');
  });
});
