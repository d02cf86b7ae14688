import type { Declaration, Parameter } from '../syntax/tree';
import { scopeNames, type Type } from '../types/type';
import { checkCircles } from './checkCircles';
import { checkDecorators, checkNarrowing } from './checkDecorators';
import { checkDefaults } from './checkDefaults';
import { checkLoops } from './checkLoops';
import { checkModule } from './checkModule';
import { checkNames } from './checkNames';
import { checkResource } from './checkResource';
import { checkValue } from './checkValue';
import { declaredType } from './declaredType';
import { inferType } from './inferType';
import { checkRuntimeValues } from './runtimeValues';
import { withLocals } from './scope';
import type { TemplateScope } from './templateScope';
import { checkUnused } from './unused';

/** Checks all of a template, whose problems and counts are then in its scope. Returns the number of its resources. */
export function checkTemplate(template: TemplateScope): number {
  const { targetScope, declarations } = template.template;
  if (targetScope !== undefined && !scopeNames.some((name) => name === targetScope.scope))
    template.report(targetScope.at, `targetScope is one of ${scopeNames.join(', ')}, not ${targetScope.scope}`);
  const resources = declarations.reduce((count, declaration) => count + checkDeclaration(declaration, template), 0);
  checkNames(template);
  checkDefaults(template);
  checkLoops(template);
  checkCircles(template);
  checkRuntimeValues(template);
  checkUnused(template);
  return resources;
}

function checkDeclaration(declaration: Declaration, template: TemplateScope): number {
  switch (declaration.kind) {
    case 'resource':
      return checkResource(declaration, template);
    case 'module':
      checkModule(declaration, template);
      return 0;
    case 'value':
      template.report(declaration.at, `param ${declaration.name} needs a type: only a .bicepparam file gives values`);
      return 0;
    case 'import':
      if (template.typeOf(declaration.name) !== undefined) template.used.delete(declaration.name);
      return 0;
    default:
      checkDecorators(declaration, template);
  }
  if (declaration.kind === 'param' || declaration.kind === 'output') {
    const type = declaredType(declaration.type, declaration.decorators, template);
    const value = declaration.kind === 'param' ? declaration.default : declaration.value;
    checkNarrowing(declaration.decorators, type, template);
    checkAllowed(declaration, template);
    if (value !== undefined) checkValue(value, type, template);
  } else if (declaration.kind === 'var') {
    if (declaration.type === undefined) inferType(declaration.value, template);
    else checkValue(declaration.value, declaredType(declaration.type, declaration.decorators, template), template);
  } else if (declaration.kind === 'type') declaredType(declaration.type, declaration.decorators, template);
  else {
    const locals = declaration.parameters.map(({ local, type }): [string, Type] => [
      local.name,
      declaredType(type, [], template),
    ]);
    checkValue(
      declaration.body,
      declaredType(declaration.returns, [], template),
      withLocals(template, new Map(locals)),
    );
  }
  return 0;
}

/** The values of `@allowed` are of the parameter's type, or, where that is an array, of its items'. */
function checkAllowed({ type, decorators }: Pick<Parameter, 'type' | 'decorators'>, template: TemplateScope): void {
  const values = decorators.find(({ name }) => name === 'allowed')?.arguments[0];
  const declared = declaredType(type, [], template);
  if (values !== undefined)
    checkValue(values, declared.kind === 'array' ? declared : { kind: 'array', item: declared }, template);
}
