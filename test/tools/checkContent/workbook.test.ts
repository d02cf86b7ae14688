import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkWorkbook } from '../../../tools/checkContent/content/workbook';
import { WorkbookFile } from '../../../tools/checkContent/content/workbookFile';
import { workspaceTables } from '../../../tools/checkContent/kusto/tableSchema';
import { Workspace } from '../../../tools/checkContent/kusto/workspace';
import { problemText } from '../../../tools/checkInfra/problem';

const folder = mkdtempSync(join(tmpdir(), 'byoml-workbook-'));
afterAll(() => rmSync(folder, { recursive: true }));

const workspace = new Workspace(workspaceTables());

const good = JSON.stringify({
  items: [
    { type: 1, name: 'text', content: { json: '# Findings' } },
    {
      type: 9,
      name: 'parameters',
      content: {
        parameters: [
          { name: 'TimeRange', type: 4, value: { durationMs: 1 } },
          { name: 'Chance', type: 2, value: '0.01' },
        ],
      },
    },
    {
      type: 3,
      name: 'grid',
      content: {
        query: 'AnomalousResourceAccessResult_CL | where PValue <= {Chance} | project User, PValue',
        visualization: 'table',
        timeContextFromParameter: 'TimeRange',
        gridSettings: { formatters: [{ columnMatch: '^User$', formatter: 1 }] },
      },
    },
    {
      type: 3,
      name: 'graph',
      content: {
        query: 'AnomalousResourceAccessResult_CL | project Id = User, Source = User, Target = Resource',
        visualization: 'graph',
        timeContextFromParameter: 'TimeRange',
        graphSettings: { nodeIdField: 'Id', sourceIdField: 'Source', targetIdField: 'Target' },
      },
    },
  ],
});

function problemsOf(text: string): string {
  const path = join(folder, 'workbook.json');
  writeFileSync(path, text);
  const file = new WorkbookFile(path, folder);
  checkWorkbook(file, workspace);
  return file.problems.map(problemText).join('\n');
}

it('a good workbook has no problem', () => {
  expect(problemsOf(good)).toBe('');
});

it.each([
  ['an unknown column', 'project User, PValue', 'project User, Chance', 'Item grid: The name'],
  ['a parameter that is not declared', '{Chance}', '{Odds}', 'Item grid:'],
  [
    'a name that is not plain text',
    '"formatter":1',
    '"formatter":7',
    'User comes from events: give it the formatter 1',
  ],
  ['a name without a formatter', '^User$', '^PValue$', 'User comes from events'],
  ['a formatter of no column', '^User$', '^Account$', 'no column matches ^Account$'],
  ['a field of the graph that is not there', '"Target"}', '"Goal"}', 'Item graph: its query gives no column Goal'],
  [
    'a time range that is none',
    '"timeContextFromParameter":"TimeRange"',
    '"timeContextFromParameter":"Chance"',
    'Chance is no parameter that is a time range',
  ],
  ['a parameter in Markdown', '# Findings', '# {Chance}', 'a parameter in Markdown'],
  ['two items of one name', '"name":"graph"', '"name":"grid"', 'another item has this name'],
  ['a subscription', '# Findings', '/subscriptions/0f0e0d0c-0000-4000-8000-00000000000a', 'It names a subscription'],
  ['the template of another', '# Findings', 'sentinel-UserWorkbook', 'fromTemplateId must be a name of its own'],
  ['a character beyond ASCII', '# Findings', '# F\u00fcnde', 'U+00FC'],
  ['no JSON', '{"items"', '{items', 'It is no JSON'],
])('finds %s', (_, from, to, problem) => {
  expect(good).toContain(from);
  expect(problemsOf(good.replace(from, to))).toContain(problem);
});
