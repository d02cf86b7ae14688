import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { checkContent } from '../../../tools/checkContent/checkContent';
import { problemText } from '../../../tools/checkInfra/problem';
import { content } from './workspaceFixture';

const folder = join(__dirname, '../../../infra/sentinel');
const bicep = readFileSync(join(folder, 'content.bicep'), 'utf8');

it('every query binds, and every rule keeps the limits of Microsoft Sentinel', () => {
  const { problems, counts } = checkContent(content);
  expect(problems.map(problemText)).toEqual([]);
  expect(counts.every(([, count]) => count > 0)).toBe(true);
});

it('all files are deployed', () => {
  const loaded = [...bicep.matchAll(/load\w+Content\('([^']+)'\)/g)].map(([, path]) => path!);
  const { alertQueries, files } = content;
  const deployed = files.filter((file) => !(alertQueries as readonly unknown[]).includes(file));
  const named = deployed.map(({ shownPath }) => shownPath.replace('infra/sentinel/', ''));
  expect(loaded.filter((path) => !path.endsWith('.csv')).sort()).toEqual([...named].sort());
  expect(loaded.filter((path) => path.endsWith('.csv'))).toEqual(['Watchlists/ByomlAllowList.csv']);
});

it('rules and hunting queries read findings through the function that tells each once', () => {
  for (const file of [...content.rules, ...content.hunts]) {
    const query = String(file.value('query'));
    if (basename(file.path) === 'AnomalyDetectionHealth.yaml') continue;
    expect(query).toContain('ByomlFindings()');
  }
});

it('every rule looks at what was ingested since the run before', () => {
  for (const rule of content.rules) expect(rule.value('query')).toMatch(/^let run = /);
});

it('findings are grouped into incidents by account, and alerts hold the key of the finding and the model', () => {
  for (const rule of content.rules.filter((file) => file.value('entityMappings') !== undefined)) {
    expect(rule.value('incidentConfiguration', 'groupingConfiguration', 'groupByEntities')).toContain('Account');
    expect(rule.value('customDetails')).toMatchObject({ RecordId: 'RecordId', ModelVersion: 'ModelVersion' });
  }
});

it('the watchlist that queries ask for is the one that is deployed', () => {
  const asked = content.parsers.flatMap((file) => [...file.text.matchAll(/_GetWatchlist\('(\w+)'\)/g)]);
  expect(asked.map(([, alias]) => alias)).toEqual(content.watchlists.map(({ alias }) => alias));
});
