import { checkValue } from '../semantics/checkValue';
import type { TemplateScope } from '../semantics/templateScope';
import { checkUnused } from '../semantics/unused';
import { suggestion } from '../types/suggestion';

/** Checks a `.bicepparam` file, whose problems are then in its scope, against the template it is for. */
export function checkParameterValues(values: TemplateScope): number {
  const { using, declarations } = values.template;
  const template = using && values.surroundings.template(using.path);
  if (template === undefined) {
    values.report(
      using?.at ?? { file: values.template.file, line: 1, column: 1 },
      "begins with using 'path of a template', and there must be one",
    );
    return 0;
  }
  const given = new Set<string>();
  for (const declaration of declarations) {
    if (declaration.kind !== 'value') continue;
    given.add(declaration.name);
    const taken = template.parameters.get(declaration.name);
    if (taken === undefined)
      values.report(
        declaration.at,
        `${template.template.file} has no parameter ${declaration.name}${suggestion(declaration.name, template.parameters.keys())}`,
      );
    else checkValue(declaration.value, taken.type, values);
  }
  for (const [name, { required }] of template.parameters)
    if (required && !given.has(name))
      values.report(using!.at, `${name} has no value: ${template.template.file} requires it`);
  checkUnused(values);
  return given.size;
}
