import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { resultTable } from '../../shared/detectors/resourceAccess/columns';
import { deployed, ofType } from '../infra/deployed';

const root = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const [, removal] = /^## Remove\n(.*?)^## /ms.exec(read('docs/deploy.md'))!;
/** What its loops go over: export rules, analytics rules, saved searches. */
const [exportRules, analyticsRules, savedSearches] = [
  ...removal!.replace(/\\\n\s*/g, '').matchAll(/^for (?:rule|search) in (.*)$/gm),
].map(([, names]) => names!.trim().split(/\s+/).sort());

function fieldOf(folder: string, field: string): string[] {
  return readdirSync(join(root, 'infra/sentinel', folder)).map((file) =>
    String((parse(read(`infra/sentinel/${folder}/${file}`)) as Readonly<Record<string, unknown>>)[field]),
  );
}

it('is told of both export rules', () => {
  const made = [...read('infra/modules/workspace/dataExport.bicep').matchAll(/name: '(byoml-[\w-]+)'/g)];
  expect(exportRules).toEqual(made.map(([, name]) => name).sort());
});

it('is told of every analytics rule', () => {
  expect(analyticsRules).toEqual(fieldOf('Analytic Rules', 'id').sort());
});

it('is told of every function and hunting query', () => {
  const functions = fieldOf('Parsers', 'FunctionAlias').map((alias) => alias.toLowerCase());
  expect(savedSearches).toEqual([...functions, ...fieldOf('Hunting Queries', 'id')].sort());
});

it('is told of watchlist, workbook and table', () => {
  const { watchlistAlias } = JSON.parse(read('infra/sentinel/Watchlists/ByomlAllowList.json')) as {
    readonly watchlistAlias: string;
  };
  const [, workbook] = /displayName: '([^']+)'\n\s+category: 'sentinel'/.exec(read('infra/sentinel/content.bicep'))!;
  expect(removal).toContain(`/watchlists/${watchlistAlias}?`);
  expect(removal).toContain(`displayName=='${workbook}'`);
  expect(removal).toContain(`--name ${resultTable}\n`);
});

it.each([
  ['alertRules', 'Microsoft.SecurityInsights/alertRules'],
  ['watchlists', 'Microsoft.SecurityInsights/watchlists'],
  ['workbooks', 'Microsoft.Insights/workbooks'],
])('asks for %s in the version of the API that made them', (name, type) => {
  const [{ version } = { version: undefined }] = ofType(deployed({}), type);
  expect(removal).toMatch(new RegExp(`/${name}[^\\n]*api-version=${version}`));
});
