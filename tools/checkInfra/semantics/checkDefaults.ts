import { partsOf } from '../syntax/partsOf';
import type { Expression } from '../syntax/tree';
import type { TemplateScope } from './templateScope';

const newEachTime = ['utcNow', 'newGuid'];

/**
 * Reports defaults of parameters that need what is not known yet (BCP072), and functions that only defaults may call,
 * because each deployment gives them another result (BCP065).
 */
export function checkDefaults(template: TemplateScope): void {
  for (const declaration of template.template.declarations) {
    if (declaration.kind === 'param') visitDefault(declaration.default, template);
    else if (declaration.kind === 'resource' || declaration.kind === 'module') visitOther(declaration.body, template);
    else if (declaration.kind === 'var' || declaration.kind === 'output') visitOther(declaration.value, template);
  }
}

function visitDefault(expression: Expression | undefined, template: TemplateScope): void {
  if (expression === undefined) return;
  const kind = expression.kind === 'name' ? template.declarations.get(expression.name)?.kind : undefined;
  if (kind === 'var' || kind === 'resource' || kind === 'module')
    template.report(expression.at, 'the default of a parameter may use other parameters only');
  for (const part of partsOf(expression)) visitDefault(part, template);
}

function visitOther(expression: Expression, template: TemplateScope): void {
  if (expression.kind === 'call' && expression.object === undefined && newEachTime.includes(expression.name))
    template.report(expression.at, `${expression.name} may be called in the default of a parameter only: make it one`);
  for (const part of partsOf(expression)) visitOther(part, template);
}
