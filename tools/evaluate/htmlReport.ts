import type { Verdict } from '../../shared/evaluation/verdict';
import { barChart } from './charts/barChart';
import { curveChart } from './charts/curveChart';
import { escaped } from './charts/markup';
import { strokeOf } from './charts/palette';
import { describe } from './description';
import type { Evaluation } from './evaluation';
import { evaluationTables, type FigureTable } from './evaluationTables';

const style = `
body { font: 15px/1.45 system-ui, sans-serif; color: #1b1b1b; max-width: 66rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.05rem; margin-top: 2rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; } .wide { overflow-x: auto; }
th, td { text-align: left; padding: .25rem .9rem .25rem 0; border-bottom: 1px solid #ddd; white-space: nowrap; }
.charts { display: flex; flex-wrap: wrap; gap: 1rem; } .charts svg { flex: 1 1 22rem; max-width: 30rem; }
.bars svg { width: 100%; max-width: 60rem; } svg text { font-size: 11px; fill: #333; }
svg .title { font-size: 13px; font-weight: 600; } svg .grid { stroke: #e4e4e4; fill: none; }
svg .chance { stroke: #999; stroke-dasharray: 3 4; fill: none; } svg .whisker { stroke: #222; fill: none; }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; padding: 0; list-style: none; }
.legend svg { width: 2rem; height: .7rem; margin-right: .4rem; vertical-align: middle; }
`;

/** One page that tells an evaluation in tables and pictures, and needs nothing else: no script, no other file. */
export function htmlReport(evaluation: Evaluation): string {
  const { verdicts, notes, anomalies } = evaluation;
  const tables = evaluationTables(evaluation).map((table) => tableMarkup(table, verdicts));
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>How well anomalous accesses are found</title>
<style>${style}</style>
</head>
<body>
<h1>How well anomalous accesses are found</h1>
${[...describe(evaluation), ...notes].map((sentence) => `<p>${escaped(sentence)}</p>`).join('\n')}
${legend(verdicts)}
<div class="charts">
${curves(verdicts)}
</div>
${anomalies === 'nonPairs' ? '' : `<div class="bars">\n${recallOfKinds(verdicts)}\n</div>`}
${tables.join('\n')}
<h2>How to read it</h2>
<p>ROC-AUC is the probability that an anomaly has a higher score than a legitimate first access: 1 is perfect, 0.5 is
chance. PR-AUC is the average precision on the way down the list: chance is the share of anomalies among all. Recall is
the share of the anomalies found; precision is the share of what is looked at that is an anomaly. A pair of user and
resource counts once, at its first access. Brackets hold what is to be expected 19 times out of 20.</p>
</body>
</html>
`;
}

function legend(verdicts: readonly Verdict[]): string {
  const entries = verdicts.map(({ scorer }, position) => {
    const { colour, dash } = strokeOf(position);
    const line = `<path d="M0 5H30" stroke="${colour}" stroke-width="3" stroke-dasharray="${dash}"/>`;
    return `<li><svg viewBox="0 0 30 10" aria-hidden="true">${line}</svg>${escaped(scorer)}</li>`;
  });
  return `<ul class="legend">${entries.join('')}</ul>`;
}

function curves(verdicts: readonly Verdict[]): string {
  const roc = curveChart({
    title: 'ROC',
    xLabel: 'legitimate ones ranked as high (false positive rate)',
    yLabel: 'anomalies found (recall)',
    curves: verdicts.map(({ curves }) => curves.roc),
    hasDiagonal: true,
    isStepped: false,
  });
  const precisionRecall = curveChart({
    title: 'Precision and recall',
    xLabel: 'anomalies found (recall)',
    yLabel: 'anomalies among those ranked as high (precision)',
    curves: verdicts.map(({ curves }) => curves.precisionRecall),
    hasDiagonal: false,
    isStepped: true,
  });
  return `${roc}\n${precisionRecall}`;
}

function recallOfKinds(verdicts: readonly Verdict[]): string {
  const kinds = verdicts[0]?.kinds ?? [];
  return barChart({
    title: 'Anomalies found in the first 25 pairs of each day, by kind',
    groups: kinds.map(({ kind, pairs }, at) => ({
      name: `${kind} (${pairs})`,
      bars: verdicts.map((verdict) => verdict.kinds[at]!.recall),
    })),
  });
}

function tableMarkup({ title, columns }: FigureTable, verdicts: readonly Verdict[]): string {
  const heading = ['', ...columns.map((column) => column.heading)].map(
    (text) => `<th scope="col">${escaped(text)}</th>`,
  );
  const rows = verdicts.map((verdict) => {
    const cells = columns.map(({ text }) => `<td>${escaped(text(verdict))}</td>`);
    return `<tr><th scope="row">${escaped(verdict.scorer)}</th>${cells.join('')}</tr>`;
  });
  return [
    `<h2>${escaped(title)}</h2>`,
    `<div class="wide"><table><thead><tr>${heading.join('')}</tr></thead>`,
    `<tbody>${rows.join('\n')}</tbody></table></div>`,
  ].join('\n');
}
