import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkAnalyticRule } from '../../../tools/checkContent/content/analyticRule';
import { UniqueIds } from '../../../tools/checkContent/content/identity';
import { YamlFile } from '../../../tools/checkContent/content/yamlFile';
import { workspaceTables } from '../../../tools/checkContent/kusto/tableSchema';
import { Workspace } from '../../../tools/checkContent/kusto/workspace';
import { problemText } from '../../../tools/checkInfra/problem';

const folder = mkdtempSync(join(tmpdir(), 'byoml-rule-'));
afterAll(() => rmSync(folder, { recursive: true }));

const good = readFileSync(join(__dirname, 'rule.yaml'), 'utf8');
const workspace = new Workspace(workspaceTables());

function problemsOf(text: string, ids = new UniqueIds()): string[] {
  const path = join(folder, 'rule.yaml');
  writeFileSync(path, text);
  const file = new YamlFile(path, folder);
  checkAnalyticRule(file, workspace, ids);
  return file.problems.map(problemText);
}

it('a good rule has no problem', () => {
  expect(problemsOf(good)).toEqual([]);
});

const faults: readonly [what: string, from: string | RegExp, to: string, problem: string][] = [
  ['an unknown column', 'Reason ==', 'Reson ==', "rule.yaml:22:11 The name 'Reson' does not refer to any known column"],
  ['an unknown table', 'AnomalousResourceAccessResult_CL', 'Anomalous_CL', "rule.yaml:21:3 The name 'Anomalous_CL'"],
  ['an unknown function', 'tolower(', 'lower(', "The name 'lower' does not refer to any known function"],
  ['an argument of another type', 'tolower(User)', 'log10(User)', 'rule.yaml:23'],
  ['a query that does not parse', '| where', '| were', 'rule.yaml:22'],
  ['a query over all tables', '  AnomalousRes', '  union *, AnomalousRes', 'union * are not allowed'],
  ['a misspelt key', 'severity:', 'severty:', 'severty is no key of such a file'],
  ['a key without a value', 'severity: Medium', 'severity:', 'severity is missing or no text'],
  ['an unknown severity', 'Medium', 'Critical', 'severity is Critical: it must be High, Medium, Low, Informational'],
  ['an id that is no GUID', /id: .*/, 'id: my-rule', 'my-rule is no GUID'],
  ['a version of two numbers', '1.0.0', "'1.0'", '1.0 is no version such as 1.0.0'],
  ['a character beyond ASCII', 'A rule.', 'A r\u00fcle.', 'U+00FC is no printable ASCII character'],
  ['a character that is not seen', 'A rule.', 'A \u202erule.', 'U+202E is no printable ASCII character'],
  [
    'a period shorter than the frequency',
    'queryPeriod: 1d',
    'queryPeriod: 30m',
    'must not be shorter than queryFrequency',
  ],
  [
    'a long period looked at often',
    /queryFrequency: 1h\nqueryPeriod: 1d/,
    'queryFrequency: 30m\nqueryPeriod: 2d',
    'must be 1h or more',
  ],
  ['a period beyond two weeks', 'queryPeriod: 1d', 'queryPeriod: 15d', 'queryPeriod must be from 5m to 14d'],
  ['a duration that is none', 'queryFrequency: 1h', 'queryFrequency: PT1H', 'queryFrequency must be from 5m to 14d'],
  ['a threshold that is too high', 'triggerThreshold: 0', 'triggerThreshold: 10001', 'from 0 to 10,000'],
  ['an unknown tactic', '- Collection', '- Stealing', 'Stealing is no tactic of ATT&CK'],
  ['a technique of another tactic', '- T1039', '- T1021', 'T1021 is of LateralMovement, of which the file lists none'],
  ['a technique that is not known', '- T1039', '- T9999', 'T9999 is not known'],
  ['an entity that is not known', 'entityType: Host', 'entityType: Hosts', 'Hosts is no entity known here'],
  ['an identifier of another entity', 'identifier: HostName', 'identifier: Sid', 'Sid is no identifier of Host'],
  ['an entity without a strong identifier', 'identifier: HostName', 'identifier: DnsDomain', 'Host is told by none of'],
  [
    'an entity of a column that is not there',
    'columnName: Computer',
    'columnName: Server',
    'The query gives no column Server',
  ],
  ['a detail of a column that is not there', 'Who: User', 'Who: Account', 'The query gives no column Account'],
  [
    'a detail of a long name',
    'Who: User',
    'NameOfTheUserWhoOpened: User',
    'NameOfTheUserWhoOpened is no name of a custom detail',
  ],
  ['a placeholder that is not there', '{{User}}', '{{Account}}', 'The query gives no column Account'],
  ['four placeholders', '{{User}}', '{{User}} {{Who}} {{User}} {{User}}', 'has 4 placeholders; 3 are allowed'],
  [
    'a severity of a column that is not there',
    'alertSeverityColumnName: Grade',
    'alertSeverityColumnName: Severity',
    'no column Severity',
  ],
  ['grouping by an entity that is not mapped', '- Host\n', '- Account\n', 'The rule gives no Account to group by'],
  ['grouping by a detail that is not given', '- Who\n', '- User\n', 'The rule gives no User to group by'],
  ['a look-back that is none', 'P1D', '1d', 'lookbackDuration must be a duration such as'],
  ['a run that is not as often as the rule', 'let run = 1h', 'let run = 2h', 'the query looks back 2h (run)'],
  ['no YAML', 'tactics:', 'tactics: [', 'rule.yaml:'],
];

it.each(faults)('finds %s', (_, from, to, problem) => {
  const text = good.replace(from, to);
  expect(text).not.toBe(good);
  expect(problemsOf(text).join('\n')).toContain(problem);
});

it('finds a name, a description and a query that are too long', () => {
  expect(problemsOf(good.replace('A rule', 'a'.repeat(300))).join()).toContain('300 characters; 256 are allowed');
  expect(problemsOf(good.replace('Tells what', 'a'.repeat(5000))).join()).toContain('5,000 are allowed');
  expect(problemsOf(good.replace('  | where', `  // ${'a'.repeat(10_000)}\n  | where`)).join()).toContain(
    '10,000 are allowed',
  );
});

it('finds an id that another rule has', () => {
  const ids = new UniqueIds();
  expect(problemsOf(good, ids)).toEqual([]);
  expect(problemsOf(good, ids).join()).toContain('is the id of rule.yaml already');
});
