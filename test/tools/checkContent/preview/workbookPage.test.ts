import type { WorkbookQuery } from '../../../../tools/checkContent/content/workbookFile';
import { workbookPage } from '../../../../tools/checkContent/preview/workbookPage';

const name = '<img src=x onerror=alert(1)>';
const item = (visualization: string, more: object = {}): WorkbookQuery => ({
  name: 'item',
  query: '',
  title: 'Title',
  visualization,
  ...more,
});
const page = (shown: WorkbookQuery, rows: readonly Record<string, unknown>[]) =>
  workbookPage('Page', [{ item: shown, result: { columns: Object.keys(rows[0] ?? {}), rows } }], 'Source');

it('what comes from events is no markup, in whatever it is drawn', () => {
  const tileSettings = { titleContent: { columnMatch: 'User' }, leftContent: { columnMatch: 'N' } };
  const chartSettings = { xAxis: 'Day', yAxis: ['N'], group: 'User' };
  const graphSettings = {
    nodeIdField: 'User',
    sourceIdField: 'S',
    targetIdField: 'T',
    topContent: { columnMatch: 'User' },
  };
  const row = { User: name, N: 1, Day: '2026-11-28' };
  const graph = [
    { User: name, S: '', T: '' },
    { User: '', S: name, T: name },
  ];
  const pages = [
    page(item('table'), [row]),
    page(item('tiles', { tileSettings }), [row]),
    page(item('barchart', { chartSettings }), [row]),
    page(item('piechart'), [row]),
    page(item('graph', { graphSettings }), graph),
  ];
  for (const html of pages) {
    expect(html).toContain('onerror');
    expect(html).not.toContain('<img');
  }
});

it('columns are stacked in the order and colours that the item names, others after them', () => {
  const seriesLabelSettings = [{ seriesName: 'rare', color: 'redBright' }];
  const chart = item('barchart', { chartSettings: { xAxis: 'Day', yAxis: ['N'], group: 'What', seriesLabelSettings } });
  const rows = [
    { Day: '2026-11-27', What: 'usual', N: 30 },
    { Day: '2026-11-28', What: 'rare', N: 10 },
    { Day: '2026-11-28', What: 'usual', N: 10 },
  ];
  const html = page(chart, rows);
  expect(html.indexOf('</i>rare')).toBeLessThan(html.indexOf('</i>usual'));
  const heights = [...html.matchAll(/height="([\d.]+)" fill="(#\w+)"/g)].map(([, height, fill]) => [
    fill,
    Number(height),
  ]);
  const [first, second] = [heights.slice(0, 2), heights.slice(2)];
  expect(first.map(([, height]) => height)).toEqual([0, expect.any(Number)]);
  expect(second[0]![0]).toBe('#e00b1c');
  expect(Number(second[0]![1]) * 3).toBeCloseTo(Number(first[1]![1]), 0);
});

it('an item without rows says so', () => {
  expect(page(item('table', { noDataMessage: 'None today.' }), [])).toContain('None today.');
});
