import { checkRoleTable } from '../../../../tools/checkInfra/policies/roleTable';
import { resourcesOf } from './deployments';

const assignments = resourcesOf(`
param reader string
resource account 'Microsoft.Storage/storageAccounts@2025-06-01' existing = { name: 'account' }
resource readerReads 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(account.id)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1')
    principalId: reader
  }
}
`);

const row = '| `readerReads` | Storage Blob Data Reader | `account` | `reader` | what is read |';

function check(...rows: readonly string[]): string[] {
  const page = [
    '# Security',
    '<!-- roles -->',
    '| assignment | role | on | to | for |',
    '|---|---|---|---|---|',
    ...rows,
    '<!-- /roles -->',
    '',
  ];
  return checkRoleTable(page.join('\n'), 'SECURITY.md', assignments).map(
    ({ at, message }) => `${at.file}:${at.line} ${message}`,
  );
}

it('takes a table that names each assignment with a reason', () => {
  expect(check(row)).toEqual([]);
});

it.each([
  [
    [],
    'main.bicep:4 readerReads is not in the table of SECURITY.md: add | `readerReads` | Storage Blob Data Reader | `account` | `reader` | and why |',
  ],
  [
    [row.replace('Reader |', 'Contributor |')],
    'SECURITY.md:5 readerReads: Storage Blob Data Contributor must be Storage Blob Data Reader',
  ],
  [[row.replace('`account`', 'the account')], 'SECURITY.md:5 readerReads: the account must be `account`'],
  [[row.replace('`reader`', '`writer`')], 'SECURITY.md:5 readerReads: `writer` must be `reader`'],
  [[row.replace('what is read', '')], 'SECURITY.md:5 readerReads has no reason in the last column'],
  [[row, row], 'SECURITY.md:6 readerReads has two rows: remove one'],
  [
    [row, row.replace('readerReads', 'writerWrites')],
    'SECURITY.md:6 no template makes the role assignment writerWrites: remove the row',
  ],
])('finds what is wrong in %j', (rows, problem) => {
  expect(check(...rows)).toEqual([problem]);
});

it('writes the table for a page that has none', () => {
  const [problem] = checkRoleTable('# Security\n', 'SECURITY.md', assignments);
  expect(problem?.message).toContain('| `readerReads` | Storage Blob Data Reader | `account` | `reader` |  |');
});
