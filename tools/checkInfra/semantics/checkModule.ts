import type { ModuleDeclaration } from '../syntax/tree';
import { anyObject, type ObjectType, property, type ScopeName, string, type Type } from '../types/type';
import { typeText } from '../types/typeText';
import { checkDecorators } from './checkDecorators';
import { checkDependencies, enter } from './checkResource';
import { checkValue } from './checkValue';
import { inferType } from './inferType';
import { bodyObject } from './resourceReference';
import type { Scope } from './scope';
import type { TemplateScope } from './templateScope';

/** Checks what a module is given against the parameters of its file, and its scope against the file's. */
export function checkModule(declaration: ModuleDeclaration, template: TemplateScope): void {
  checkDecorators(declaration, template);
  const scope = enter(declaration.body, template);
  const [path] = declaration.path.pieces;
  const module =
    typeof path === 'string' && declaration.path.pieces.length === 1 ? template.surroundings.template(path) : undefined;
  if (module === undefined)
    template.report(
      declaration.path.at,
      `there is no file ${String(path)} beside this template (registries are not looked at)`,
    );
  else if (uses(module, template, new Set()))
    template.report(
      declaration.path.at,
      `${module.template.file} uses this template itself, directly or by other modules`,
    );
  const object = bodyObject(declaration);
  checkValue(object, bodyType(module), scope, ['scope', 'dependsOn']);
  const properties = new Map(
    object.items.flatMap((item) =>
      item.kind === 'property' && typeof item.key === 'string' ? [[item.key, item]] : [],
    ),
  );
  checkDependencies(properties.get('dependsOn')?.value, scope);
  const given = properties.get('scope');
  if (module !== undefined)
    checkScope(
      given === undefined ? template.targetScope : inferType(given.value, scope),
      module,
      given?.at ?? declaration.at,
      scope,
    );
}

/** Whether a template is another one, or uses it by its modules. */
function uses(template: TemplateScope, other: TemplateScope, seen: Set<TemplateScope>): boolean {
  if (template === other) return true;
  if (seen.has(template)) return false;
  seen.add(template);
  return template.template.declarations.some((declaration) => {
    const [path] = declaration.kind === 'module' ? declaration.path.pieces : [];
    const module = typeof path === 'string' ? template.surroundings.template(path) : undefined;
    return module !== undefined && uses(module, other, seen);
  });
}

function bodyType(module: TemplateScope | undefined): ObjectType {
  const parameters = [...(module?.parameters ?? [])];
  const params: Type =
    module === undefined
      ? anyObject
      : {
          kind: 'object',
          name: `the module ${module.template.file}`,
          properties: new Map(parameters.map(([name, { type, required }]) => [name, property(type, required)])),
        };
  return {
    kind: 'object',
    name: 'a module',
    properties: new Map([
      ['name', property(string)],
      [
        'params',
        property(
          params,
          parameters.some(([, { required }]) => required),
        ),
      ],
    ]),
  };
}

function checkScope(given: Type | ScopeName, module: TemplateScope, at: ModuleDeclaration['at'], scope: Scope): void {
  const found = typeof given === 'string' ? given : scopeOf(given);
  if (found === 'unknown') return;
  if (found === undefined)
    scope.report(at, `is ${typeText(given as Type)}, where a scope is taken, as resourceGroup('name')`);
  else if (found !== module.targetScope)
    scope.report(
      at,
      `this module is deployed to a ${found}, but ${module.template.file} says targetScope = '${module.targetScope}'`,
    );
}

/** A resource group that is declared is a scope as well. */
function scopeOf(type: Type): ScopeName | 'unknown' | undefined {
  if (type.kind === 'any') return 'unknown';
  if (type.kind === 'scope') return type.scope;
  return type.kind === 'resource' && type.type.toLowerCase() === 'microsoft.resources/resourcegroups'
    ? 'resourceGroup'
    : undefined;
}
