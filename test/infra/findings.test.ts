import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resultColumns, resultTable } from '../../shared/detectors/resourceAccess/columns';

const folder = join(__dirname, '../../infra/modules/findings');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

it('the columns of the table and of the stream are those that findings are written with, in their order', () => {
  const columns: unknown = JSON.parse(read('columns.json'));
  expect(columns).toEqual(resultColumns.map(({ name, type }) => ({ name, type })));
});

it.each(['table.bicep', 'dataCollectionRule.bicep'])('%s takes them from there, and from nowhere else', (template) => {
  expect(read(template).match(/loadJsonContent\('columns\.json'\)/g)).toHaveLength(1);
  expect(read(template)).not.toMatch(/name: '[A-Z]\w+', type:/);
});

it('the table is the one that findings are written to, and the stream is named after it', () => {
  expect(read('table.bicep')).toContain(`var name = '${resultTable}'`);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is Bicep's.
  expect(read('dataCollectionRule.bicep')).toContain("var stream = 'Custom-${tableName}'");
});

it('columns keep the rules of Log Analytics: 45 characters, a letter first, no reserved name', () => {
  for (const { name } of resultColumns) {
    expect(name).toMatch(/^[A-Za-z][A-Za-z0-9_]{0,44}$/);
    expect(['_ResourceId', 'id', '_SubscriptionId', 'TenantId', 'Type', 'UniqueId', 'Title']).not.toContain(name);
  }
});
