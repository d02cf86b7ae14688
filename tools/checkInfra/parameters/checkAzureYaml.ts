import { isMap, isScalar, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml';
import type { Files } from '../infrastructure';
import type { Problem } from '../problem';
import { suggestion } from '../types/suggestion';

// https://github.com/Azure/azure-dev/blob/main/schemas/v1.0/azure.yaml.json and cli/azd/pkg/project/{service_config,framework_service}.go
const projectKeys =
  'name resourceGroup metadata infra services resources pipeline hooks requiredVersions state platform workflows cloud'.split(
    ' ',
  );
const serviceKeys =
  'apiVersion resourceGroup resourceName project image host language module dist remoteBuild docker k8s config uses env hooks infra condition'.split(
    ' ',
  );
const hosts = ['appservice', 'containerapp', 'function', 'staticwebapp', 'springapp', 'aks', 'ai.endpoint'];
const languages = [
  'dotnet',
  'csharp',
  'fsharp',
  'py',
  'python',
  'js',
  'ts',
  'java',
  'go',
  'golang',
  'docker',
  'swa',
  'custom',
];

/**
 * Checks azure.yaml: that the template it deploys is there, and that the template makes a resource for each service,
 * which azd finds by the tag `azd-service-name`.
 *
 * @param tagged the services that the template makes resources for
 */
export function checkAzureYaml(
  text: string,
  file: string,
  files: Files,
  tagged: ReadonlySet<string>,
): { readonly services: number; readonly problems: Problem[] } {
  const problems: Problem[] = [];
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  const report = (node: unknown, message: string) => {
    const offset = (node as Node | undefined)?.range?.[0];
    const { line, col } = offset === undefined ? { line: 1, col: 1 } : lineCounter.linePos(offset);
    problems.push({ at: { file, line, column: col }, message });
  };
  for (const error of document.errors) report({ range: error.pos }, error.message);
  if (typeof document.get('name') !== 'string') report(undefined, 'has no name: azd takes no project without one');
  if (isMap(document.contents))
    for (const setting of unknownKeys(document.contents, projectKeys))
      report(undefined, `azd knows no setting ${setting}`);
  const template = `${document.getIn(['infra', 'path']) ?? 'infra'}/${document.getIn(['infra', 'module']) ?? 'main'}.bicep`;
  if (files.read(template) === undefined)
    report(document.get('infra', true), `deploys ${template}, which is not there`);
  const services = document.get('services', true);
  if (!isMap(services)) return { services: 0, problems };
  for (const { key, value } of services.items) {
    const name = isScalar(key) ? String(key.value) : '';
    const say = (message: string) => report(key, `service ${name}: ${message}`);
    if (!isMap(value)) {
      say('is no list of settings');
      continue;
    }
    for (const setting of unknownKeys(value, serviceKeys)) say(`azd knows no setting ${setting}`);
    const [host, language] = [value.get('host'), value.get('language')];
    if (!hosts.includes(String(host))) say(`host ${String(host)} is none of ${hosts.join(', ')}`);
    if (language !== undefined && !languages.includes(String(language)))
      say(`language ${String(language)} is none of ${languages.join(', ')}`);
    if (!tagged.has(name))
      say(`no resource of ${template} has the tag azd-service-name: '${name}', by which azd finds what to publish to`);
  }
  return { services: services.items.length, problems };
}

/** The keys that are not among the known ones, each with the known one it may have been meant to be. */
function unknownKeys(map: YAMLMap, known: readonly string[]): string[] {
  const keys = map.items.map(({ key }) => (isScalar(key) ? String(key.value) : ''));
  return keys.filter((key) => !known.includes(key)).map((key) => `${key}${suggestion(key, known)}`);
}
