import { deployedResources } from '../deployment/deployedResources';
import type { Infrastructure } from '../infrastructure';
import { hardCodedHosts } from '../policies/hosts';
import { unfitNames } from '../policies/names';
import { policies } from '../policies/policies';
import { type Deployment, ofType } from '../policies/policy';
import { previewVersions } from '../policies/previewVersions';
import { roleAssignments } from '../policies/roleAssignments';
import { checkRoleTable } from '../policies/roleTable';
import { secretsIn } from '../policies/secrets';
import { problemText } from '../problem';
import type { Section } from '../section';

const entry = 'infra/main.bicep';
const roleTable = 'SECURITY.md';

/** What a deployment must keep, tried with each choice of the parameters that change what is deployed. */
export function policiesSection(infrastructure: Infrastructure): Section {
  const main = infrastructure.template(entry);
  if (main === undefined) return { title: 'policies', counts: [], notes: [`there is no ${entry}`], problems: [] };
  const choices = [false, true].flatMap((privateNetworking) =>
    [false, true].map((separateTrainer) => ({ privateNetworking, separateTrainer })),
  );
  const deployments = choices.map(
    (choice): Deployment => ({
      resources: deployedResources(main, choice),
      isPrivate: choice.privateNetworking,
      hasTrainer: choice.separateTrainer,
    }),
  );
  const assignments = deployments.flatMap((deployment) => ofType(deployment, roleAssignments));
  const problems = [
    ...deployments.flatMap((deployment) => policies.flatMap((policy) => policy.check(deployment))),
    ...deployments.flatMap((deployment) => unfitNames(deployment, infrastructure.resourceTypes)),
    ...infrastructure.templates.flatMap((template) => [
      ...secretsIn(template),
      ...hardCodedHosts(template),
      ...previewVersions(template),
    ]),
    ...checkRoleTable(infrastructure.files.read(roleTable) ?? '', roleTable, assignments),
  ];
  return {
    title: 'policies',
    counts: [
      ['policies', policies.length + 5],
      ['deployments tried', deployments.length],
      ['resources of the largest', Math.max(...deployments.map(({ resources }) => resources.length))],
      ['role assignments', new Set(assignments.map(({ symbol }) => symbol)).size],
    ],
    notes: [],
    problems: [...new Set(problems.map(problemText))],
  };
}
