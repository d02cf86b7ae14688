import { type DeployedResource, deployedResources } from '../deployment/deployedResources';
import { valueAt } from '../deployment/value';
import type { Infrastructure } from '../infrastructure';
import { checkAzureYaml } from '../parameters/checkAzureYaml';
import { checkParameterFile } from '../parameters/checkParameterFile';
import { checkParameterValues } from '../parameters/checkParameterValues';
import { type Problem, problemText } from '../problem';
import type { Section } from '../section';

/** Files of parameters against the templates they are for, and azure.yaml against what the templates make. */
export function parametersSection(infrastructure: Infrastructure): Section {
  const { files } = infrastructure;
  const problems: Problem[] = [];
  let parameters = 0;
  for (const file of files.list()) {
    if (file.endsWith('.bicepparam')) {
      const values = infrastructure.template(file)!;
      parameters += checkParameterValues(values);
      problems.push(...infrastructure.problemsOf(file));
    } else if (file.endsWith('.parameters.json')) {
      const template = infrastructure.template(file.replace(/\.parameters\.json$/, '.bicep'));
      if (template === undefined) {
        problems.push({ at: { file, line: 1, column: 1 }, message: 'there is no template of this name beside it' });
        continue;
      }
      const checked = checkParameterFile(files.read(file)!, file, template);
      parameters += checked.parameters;
      problems.push(...checked.problems);
    }
  }
  const text = files.read('azure.yaml');
  const azureYaml =
    text === undefined ? undefined : checkAzureYaml(text, 'azure.yaml', files, taggedServices(infrastructure));
  return {
    title: 'parameters and azure.yaml',
    counts: [
      ['parameters', parameters],
      ['services', azureYaml?.services ?? 0],
    ],
    notes: [],
    problems: [...problems, ...(azureYaml?.problems ?? [])].map(problemText),
  };
}

/** The services whose name some resource of the main template has as its tag, with any choice of apps. */
function taggedServices(infrastructure: Infrastructure): Set<string> {
  const main = infrastructure.template('infra/main.bicep');
  const resources =
    main === undefined ? [] : [false, true].flatMap((separateTrainer) => deployedResources(main, { separateTrainer }));
  const tag = ({ body }: DeployedResource) => valueAt(body, 'tags', 'azd-service-name');
  return new Set(resources.map(tag).filter((name) => typeof name === 'string'));
}
