import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resultColumns, resultTable } from '../../shared/detectors/resourceAccess/columns';
import { Workspace } from '../../tools/checkContent/kusto/workspace';

const page = readFileSync(join(__dirname, '../../docs/migration.md'), 'utf8');
const [, query = ''] = /```kusto\n([^`]*)```/.exec(page) ?? [];

const columns = resultColumns.map(({ name, type }) => ({ Name: name, Type: type }));
/** Columns that the HTTP Data Collector API made of what the notebooks sent. */
const classic = [
  { Name: 'TimeStamp_t', Type: 'datetime' },
  { Name: 'User_s', Type: 'string' },
  { Name: 'Resource_s', Type: 'string' },
  { Name: 'AnomalyScore_d', Type: 'real' },
];

it.each([
  ['a new table', columns],
  ['a table that was migrated, with its old columns', [...columns, ...classic]],
])('the query over old and new rows is right on %s', (_, properties) => {
  const { problems, columns: found } = new Workspace([{ Name: resultTable, Properties: properties }]).bind(query);
  expect(problems).toEqual([]);
  const types = ['TimeStamp', 'User', 'Resource', 'AnomalyScore'].map((name) => found.get(name));
  expect(types).toEqual(['datetime', 'string', 'string', 'real']);
});
