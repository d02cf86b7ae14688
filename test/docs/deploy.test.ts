import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

describe.each(['README.md', 'docs/deploy.md'])('what %s tells to type', (path) => {
  const text = read(path);
  const template = read('infra/main.bicep');

  it('names parameters that the template has', () => {
    const lines = text.match(/--parameters .*/g) ?? [];
    const names = lines.flatMap((line) => [...line.matchAll(/(\w+)=/g)].map((match) => match[1]));
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(template).toMatch(new RegExp(`^param ${name} `, 'm'));
  });

  it('sets variables of azd that are handed to the template', () => {
    const names = [...text.matchAll(/azd env set (\w+)/g)].map((match) => match[1]);
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(read('infra/main.parameters.json')).toMatch(new RegExp(`\\$\\{${name}[=}]`));
  });
});

it('lists parameters and outputs of the template only', () => {
  const text = read('docs/deploy.md');
  const template = read('infra/main.bicep');
  const rows = text.match(/^\| `\w+`.*$/gm) ?? [];
  const parameters = rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map((match) => match[1]),
  );
  expect(parameters.length).toBeGreaterThan(5);
  for (const name of parameters) expect(template).toMatch(new RegExp(`^param ${name} `, 'm'));
  for (const name of ['SCORER_APP_NAME', 'TRAINER_APP_NAME', 'BUDGET_START_DATE']) {
    expect(text).toContain(name);
    expect(template).toMatch(new RegExp(`^output ${name} `, 'm'));
  }
});
