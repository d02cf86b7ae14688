import { grouped, significant } from '../bench/numbers';
import { markdownTable } from '../bench/table';
import type { ExchangeResult } from './exchangeScores';
import type { CaseResult } from './runCase';

const exchangeHeader = ['model', 'pairs', 'score 0', '+Infinity', 'null', 'of another kind', 'scores differ by'];
const costHeader = [
  'case',
  'rows',
  'side',
  'loss',
  'scores of training',
  'inter − intra',
  'training',
  'of processors',
  'peak memory',
];
const agreementHeader = [
  'case',
  'iterations',
  'pairs scored',
  'factors differ by',
  'scores differ by',
  'rank correlation',
  'top 25 shared',
  'loss, ours / Spark − 1',
];

/** Two tables: how far the sides agree, and what each came to and took. */
export function parityTables(results: readonly CaseResult[]): string {
  return `${markdownTable(agreementHeader, results.map(agreementLine))}
${markdownTable(costHeader, results.flatMap(sideLines))}`;
}

function agreementLine({ name, iterations, pairs, agreement, ours, spark, missed }: CaseResult): string[] {
  return [
    missed.length > 0 ? `${name} (MISSED)` : name,
    String(iterations),
    grouped(pairs),
    agreement.factorDifference.toExponential(1),
    agreement.scoreDifference.toExponential(1),
    // Never rounded up to 1.
    (Math.floor(agreement.rankCorrelation * 1e8) / 1e8).toFixed(8),
    `${agreement.topOverlap}`,
    (ours.loss / spark.loss - 1).toExponential(1),
  ];
}

function sideLines({ name, rows, ours, spark }: CaseResult): string[][] {
  const line = (side: string, figures: CaseResult['ours']) => [
    side,
    figures.loss.toFixed(3),
    `mean ${rounded(figures.mean)}, sd ${rounded(figures.deviation)}`,
    figures.interMinusIntra === null ? '' : figures.interMinusIntra.toFixed(4),
    `${significant(figures.seconds)} s`,
    figures.processorSeconds === null ? '' : `${significant(figures.processorSeconds)} s`,
    figures.peakMegabytes === null ? '' : `${significant(figures.peakMegabytes)} MB`,
  ];
  return [
    [name, grouped(rows), ...line('ours', ours)],
    ['', '', ...line('Spark', spark)],
  ];
}

/** Without the -0.0000 of what is 0. */
function rounded(value: number): string {
  return (Math.round(value * 1e4) / 1e4 + 0).toFixed(4);
}

/** A table of the models that changed hands. */
export function exchangeTable(results: readonly ExchangeResult[]): string {
  return markdownTable(
    exchangeHeader,
    results.map(({ model, finite, zero, infinite, null: none, ofAnotherKind, greatestDifference }) => [
      model,
      ...[finite + infinite + none, zero, infinite, none, ofAnotherKind].map(grouped),
      greatestDifference.toExponential(1),
    ]),
  );
}
