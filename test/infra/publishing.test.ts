import { execFileSync } from 'node:child_process';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { valueAt } from '../../tools/checkInfra/deployment/value';
import { publishedFiles } from '../support/publishedApp';
import { deployed, ofType } from './deployed';

const root = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const azure = parse(read('azure.yaml')) as {
  readonly hooks: Readonly<Record<string, Readonly<Record<string, { readonly run: string }>>>>;
  readonly services: Readonly<Record<string, Readonly<Record<string, string>>>>;
};
const appsOf = (separateTrainer: boolean) =>
  ofType(deployed({ separateTrainer }), 'Microsoft.Web/sites').map(({ body }) =>
    valueAt(body, 'tags', 'azd-service-name'),
  );

it('each service of azure.yaml has an app, and the trainer where there is one', () => {
  expect(appsOf(true)).toEqual(Object.keys(azure.services));
  expect(appsOf(false)).toEqual(['scorer']);
  const setting = /"separateTrainer": \{ "value": "\$\{(\w+)=false\}" \}/.exec(read('infra/main.parameters.json'));
  expect(azure.services.trainer!.condition).toBe(`\${${setting![1]}}`);
});

it('azd publishes the files that func does, and both apps the same', () => {
  for (const command of ['prepackage', 'predeploy']) {
    for (const system of ['posix', 'windows']) {
      expect(azure.hooks[command]![system]!.run).toBe('npm ci && node tools/stageApp.js');
    }
  }
  expect(new Set(Object.values(azure.services).map(({ project, dist }) => join(project!, dist!)))).toEqual(
    new Set(['dist/publish']),
  );
  execFileSync(process.execPath, [join(root, 'tools/stageApp.js')]);
  const folder = join(root, 'dist/publish');
  const files = globSync('**', { cwd: folder }).filter((path) => statSync(join(folder, path)).isFile());
  expect(files.map((path) => path.replaceAll('\\', '/')).sort()).toEqual(publishedFiles());
  const changed = files.filter((file) => !readFileSync(join(folder, file)).equals(readFileSync(join(root, file))));
  expect(changed).toEqual([]);
});

it('README names settings, parameters and outputs that there are', () => {
  const [, section] = /## In Azure\n(.*?)\n## /s.exec(read('README.md'))!;
  const template = read('infra/main.bicep');
  const set = [...section!.matchAll(/azd env set (\w+)|`([A-Z]+(?:_[A-Z]+)+) true`/g)].map(
    ([, one, other]) => one ?? other!,
  );
  expect(set.length).toBeGreaterThan(3);
  for (const name of set) expect(read('infra/main.parameters.json')).toMatch(new RegExp(`\\$\\{${name}[=}]`));
  const [, command] = /--parameters (.*)/.exec(section!)!;
  for (const [, name] of command!.matchAll(/(\w+)=/g)) expect(template).toMatch(new RegExp(`^param ${name} `, 'm'));
  const outputs = [...section!.matchAll(/\b([A-Z]+_APP_NAME)\b/g)].map(([, name]) => name!);
  expect(outputs.length).toBeGreaterThan(1);
  for (const name of outputs) expect(template).toContain(`output ${name} string`);
});
