import type { Infrastructure } from '../infrastructure';
import { problemText } from '../problem';
import type { Section } from '../section';

/** Every template against the published types, and against the templates it uses. */
export function templatesSection(infrastructure: Infrastructure): Section {
  const { resources, problems } = infrastructure.check();
  const { templates } = infrastructure;
  const declarations = templates.flatMap(({ template }) => template.declarations);
  const typed = infrastructure.resourceTypes !== undefined;
  return {
    title: 'templates',
    counts: [
      ['files', templates.length],
      ['modules', declarations.filter(({ kind }) => kind === 'module').length],
      ['resources', resources],
      ['values checked', templates.reduce((sum, { counts }) => sum + counts.checked, 0)],
      ['values not checked', templates.reduce((sum, { counts }) => sum + counts.unchecked, 0)],
    ],
    notes: typed
      ? ['parsed and type-checked against the published resource types, not compiled']
      : ['parsed only: ../shared/data/bicep-types is not here, so no property of a resource was checked'],
    problems: problems.map(problemText),
  };
}
