import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkContent } from '../../../tools/checkContent/checkContent';
import { ContentFolder } from '../../../tools/checkContent/content/contentFolder';
import { problemText } from '../../../tools/checkInfra/problem';

const project = join(__dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'byoml-content-'));
afterAll(() => rmSync(folder, { recursive: true }));

const faults: readonly [path: string, from: string, to: string, problem: string][] = [
  ['Parsers/ByomlInvocations.yaml', 'AppTraces', 'AppTrace', "The name 'AppTrace' does not refer"],
  [
    'Parsers/ByomlInvocations.yaml',
    'Microsoft Sentinel Parser',
    'Parser',
    'Category must be Microsoft Sentinel Parser',
  ],
  ['Parsers/ByomlInvocations.yaml', 'FunctionName: Byoml', 'FunctionName: byoml', 'must be the same name'],
  ['Parsers/ByomlInvocations.yaml', "'2026-11-28'", '28 November', 'LastUpdated must be a quoted date'],
  [
    'Hunting Queries/NeverSeenUsers.yaml',
    'columnName: AccountName',
    'columnName: Name',
    'The query gives no column Name',
  ],
  [
    'Hunting Queries/NeverSeenUsers.yaml',
    'ByomlFindings()',
    'ByomlFinding()',
    "The name 'ByomlFinding' does not refer",
  ],
  ['Watchlists/ByomlAllowList.json', '"User"', '"Account"', 'Its rows have no column Account to search by'],
  ['Watchlists/ByomlAllowList.csv', 'User,Resource,Until,Why', 'a b,Resource,User,Why', 'a b is no name of a column'],
  [
    'Automation Rules/TriageAnomalousShareAccess.json',
    '"order": 100',
    '"order": 0',
    'order must be a whole number from 1',
  ],
  ['Automation Rules/TriageAnomalousShareAccess.json', 'AddIncidentTask', 'AddTask', 'AddTask is no type of action'],
];

// All of them at once, as it takes seconds to bind all queries.
cpSync(join(project, 'infra/sentinel'), join(folder, 'infra/sentinel'), { recursive: true });
for (const [path, from, to] of faults) {
  const file = join(folder, 'infra/sentinel', path);
  const text = readFileSync(file, 'utf8');
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
  writeFileSync(file, text.replaceAll(from, to));
}
const problems = checkContent(new ContentFolder(folder)).problems.map(problemText);

it.each(faults)('in %s, %s made %s is found', (path, _from, _to, problem) => {
  const json = path.replace(/csv$/, 'json');
  expect(problems.filter((text) => text.startsWith(`infra/sentinel/${json}:`)).join('\n')).toContain(problem);
});
