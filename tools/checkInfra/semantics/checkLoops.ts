import { partsOf } from '../syntax/partsOf';
import type { Expression } from '../syntax/tree';
import { bodyObject } from './resourceReference';
import type { TemplateScope } from './templateScope';

/**
 * Reports loops where Bicep takes none (BCP138): they are values of resources, modules, variables, outputs, and of
 * properties within resources and modules, where one does not stand within another (BCP142).
 */
export function checkLoops(template: TemplateScope): void {
  for (const declaration of template.template.declarations) {
    if (declaration.kind === 'var' || declaration.kind === 'output') visit(declaration.value, true, false, template);
    else if (declaration.kind === 'param' && declaration.default !== undefined)
      visit(declaration.default, false, false, template);
    else if (declaration.kind === 'resource' || declaration.kind === 'module')
      visit(bodyObject(declaration), false, true, template);
  }
}

/** @param inBody whether properties may have loops as their values */
function visit(expression: Expression, allowed: boolean, inBody: boolean, template: TemplateScope): void {
  if (expression.kind === 'for') {
    if (!allowed) template.report(expression.at, 'a loop cannot stand here: use map(), or a variable');
    visit(expression.collection, false, false, template);
    visit(expression.body, false, false, template);
  } else if (expression.kind === 'object') {
    for (const item of expression.items) {
      if (item.kind === 'property') visit(item.value, inBody, inBody, template);
      else visit(item.kind === 'resource' ? bodyObject(item) : item.operand, false, inBody, template);
    }
  } else if (expression.kind === 'array') for (const item of partsOf(expression)) visit(item, false, inBody, template);
  else for (const part of partsOf(expression)) visit(part, false, false, template);
}
