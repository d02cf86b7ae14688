import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deployed } from './deployed';

const page = readFileSync(join(__dirname, '../../docs/deploy.md'), 'utf8');

// What may write, of https://learn.microsoft.com/azure/role-based-access-control/built-in-roles as of February 2026; neither
// role takes any of it back.
const roles: Readonly<Record<string, readonly string[]>> = {
  'Log Analytics Contributor': [
    'Microsoft.Insights/diagnosticSettings/*',
    'Microsoft.OperationalInsights/*',
    'Microsoft.OperationsManagement/*',
    'Microsoft.Resources/deployments/*',
  ],
  'Microsoft Sentinel Contributor': [
    'Microsoft.SecurityInsights/*',
    'Microsoft.OperationalInsights/workspaces/savedSearches/*',
    'Microsoft.Insights/workbooks/*',
    'Microsoft.Resources/deployments/*',
  ],
};

const mayWrite = (actions: readonly string[], type: string) =>
  actions.some((action) => `${type}/write`.startsWith(action.slice(0, -1)));

/** Types of what the modules make that main.bicep has in the workspace's group. */
function typesIn(template: string): string[] {
  const modules = [...template.matchAll(/^module (\w+) [^\n]*\{\n {2}scope: workspaceGroup$/gm)].map(
    ([, name]) => name!,
  );
  expect(modules).toEqual(['findingsTable', 'dataExport', 'content']);
  return [
    ...new Set(
      deployed({})
        .filter(({ modules: [outermost] }) => modules.includes(outermost!))
        .map(({ type }) => type),
    ),
  ];
}

const types = typesIn(readFileSync(join(__dirname, '../../infra/main.bicep'), 'utf8'));

it.each(types)('a role that the page asks for, on the workspace group, may write %s', (type) => {
  const asked = [...page.matchAll(/^\| group of the workspace \| ([\w ]+) \|/gm)].map(([, role]) => role!);
  expect(asked.sort()).toEqual(Object.keys(roles).sort());
  expect(asked.some((role) => mayWrite(roles[role]!, type))).toBe(true);
});

it('neither role is asked for in vain', () => {
  for (const [role, actions] of Object.entries(roles)) {
    const others = Object.entries(roles).flatMap(([name, theirs]) => (name === role ? [] : theirs));
    expect(types.some((type) => mayWrite(actions, type) && !mayWrite(others, type))).toBe(true);
  }
});
