import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { valueAt } from '../../tools/checkInfra/deployment/value';
import { deployed, ofType } from './deployed';

const root = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const { services } = parse(read('azure.yaml')) as { services: Record<string, Record<string, unknown>> };
const tagsOf = (separateTrainer: boolean) =>
  ofType(deployed({ separateTrainer }), 'Microsoft.Web/sites').map(({ body }) =>
    valueAt(body, 'tags', 'azd-service-name'),
  );

it('each service of azure.yaml has an app, and the trainer where there is one', () => {
  expect(tagsOf(true)).toEqual(Object.keys(services));
  expect(tagsOf(false)).toEqual(['scorer']);
  const setting = /"separateTrainer": \{ "value": "\$\{(\w+)=false\}" \}/.exec(read('infra/main.parameters.json'));
  expect(services.trainer!.condition).toBe(`\${${setting![1]}}`);
});

// https://github.com/Azure/azure-dev, cli/azd/pkg/project: an ignored node_modules asks for a build in Azure, and
// `remoteBuild: false` beside it is an error.
it('azd publishes what was built here', () => {
  for (const service of Object.values(services))
    expect(service).toMatchObject({ project: '.', host: 'function', remoteBuild: false });
  expect(read('.funcignore').split('\n')).not.toContain('/node_modules');
  expect(read('.funcignore').split('\n')).toContain('/node_modules/*');
});
