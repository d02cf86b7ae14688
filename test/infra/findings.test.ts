import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resultColumns, resultTable } from '../../shared/detectors/resourceAccess/columns';

const bicep = readFileSync(join(__dirname, '../../infra/findings.bicep'), 'utf8');

it('the table and the stream have the columns that findings are written with, in their order', () => {
  const columns = [...bicep.matchAll(/\{ name: '(\w+)', type: '(\w+)' \}/g)].map(([, name, type]) => ({ name, type }));
  expect(columns).toEqual(resultColumns.map(({ name, type }) => ({ name, type })));
  expect(bicep).toContain(`var tableName = '${resultTable}'`);
});

it('columns keep the rules of Log Analytics: 45 characters, a letter first, no reserved name', () => {
  for (const { name } of resultColumns) {
    expect(name).toMatch(/^[A-Za-z][A-Za-z0-9_]{0,44}$/);
    expect(['_ResourceId', 'id', '_SubscriptionId', 'TenantId', 'Type', 'UniqueId', 'Title']).not.toContain(name);
  }
});
