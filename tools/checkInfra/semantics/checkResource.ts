import { expressionText } from '../syntax/expressionText';
import type { Expression, ObjectProperty, ResourceDeclaration } from '../syntax/tree';
import type { PublishedType } from '../types/readTypeFile';
import { any, boolean, type ObjectType, type ScopeName, string, type Type } from '../types/type';
import { typeText } from '../types/typeText';
import { checkDecorators } from './checkDecorators';
import { checkValue } from './checkValue';
import { inferType, loopScope } from './inferType';
import { bodyObject, resourceType, type TypeReference, typeReference } from './resourceReference';
import { type Scope, withLocals } from './scope';
import type { TemplateScope } from './templateScope';

const ownProperties = ['parent', 'scope', 'dependsOn'];
const scopeBits: Readonly<Record<ScopeName, number>> = {
  tenant: 1,
  managementGroup: 2,
  subscription: 4,
  resourceGroup: 8,
};
const resourceBit = 16;

/** Checks a resource against its published type, and whether it may be where it is put. Returns the number of resources. */
export function checkResource(
  declaration: ResourceDeclaration,
  template: TemplateScope,
  scope: Scope = template,
  parent?: TypeReference,
): number {
  checkDecorators(declaration, scope);
  const inner = enter(declaration.body, scope);
  const reference = typeReference(declaration, parent);
  if (reference === undefined) {
    scope.report(
      declaration.type.at,
      "the type of a resource is written 'Provider/type@yyyy-mm-dd', with nothing interpolated",
    );
    return 1;
  }
  const found = template.surroundings.resourceTypes?.find(reference.type, reference.version);
  if (found !== undefined && 'unknown' in found) scope.report(declaration.type.at, found.unknown);
  const published = found === undefined || 'unknown' in found ? undefined : found;
  const object = bodyObject(declaration);
  const nested = object.items.filter((item) => item.kind === 'resource');
  const body = withLocals(inner, new Map(nested.map((item) => [item.name, resourceType(item, reference, template)])));
  checkValue(object, bodyType(published, declaration.existing), body, ownProperties);
  const properties = new Map(
    object.items.flatMap((item) =>
      item.kind === 'property' && typeof item.key === 'string' ? [[item.key, item]] : [],
    ),
  );
  checkDependencies(properties.get('dependsOn')?.value, body);
  checkPlace(declaration, reference, properties, published, template, body, parent !== undefined);
  return nested.reduce((count, item) => count + checkResource(item, template, body, reference), 1);
}

/** The scope of a resource's or module's body: within its loop; the condition is looked at. */
export function enter(body: Expression, scope: Scope): Scope {
  const inner = body.kind === 'for' ? loopScope(body, scope) : scope;
  const conditional = body.kind === 'for' ? body.body : body;
  if (conditional.kind === 'if') checkValue(conditional.condition, boolean, inner);
  return inner;
}

/** What may be written in the body; of an existing resource, its name. */
function bodyType(published: PublishedType | undefined, existing: boolean): Type {
  if (!existing)
    return published?.body ?? { kind: 'object', name: 'a resource', properties: new Map(), additional: any };
  const type = published?.body;
  const name =
    type?.kind === 'object'
      ? type.properties.get('name')
      : type?.kind === 'discriminated'
        ? type.base.get('name')
        : undefined;
  const properties: ObjectType['properties'] = new Map([
    ['name', { type: name?.type ?? string, required: true, readOnly: false, writeOnly: false }],
  ]);
  return { kind: 'object', name: 'an existing resource', properties };
}

export function checkDependencies(dependsOn: Expression | undefined, scope: Scope): void {
  if (dependsOn === undefined) return;
  if (dependsOn.kind !== 'array') {
    scope.report(dependsOn.at, 'dependsOn takes an array of resources and modules');
    return;
  }
  for (const item of dependsOn.items) {
    const type = inferType(item.kind === 'spread' ? item.operand : item, scope);
    const one = type.kind === 'array' ? type.item : type;
    if (!['resource', 'module', 'any'].includes(one.kind))
      scope.report(item.at, `is ${typeText(type)}, where a resource or a module is taken`);
  }
}

function checkPlace(
  { at, type, existing }: ResourceDeclaration,
  reference: TypeReference,
  properties: ReadonlyMap<string, ObjectProperty>,
  published: PublishedType | undefined,
  template: TemplateScope,
  scope: Scope,
  isNested: boolean,
): void {
  const parent = properties.get('parent');
  const given = properties.get('scope');
  if (isNested || parent !== undefined) {
    if (given !== undefined) scope.report(given.at, 'scope stands at the parent: a child is where its parent is');
    if (isNested && parent !== undefined)
      scope.report(parent.at, 'a nested resource has the resource around it as its parent: leave parent out');
  }
  if (parent !== undefined) checkParent(parent, reference, scope);
  const name = properties.get('name');
  if (name !== undefined) checkName(name, reference, isNested || parent !== undefined, scope);
  if (existing) return;
  if (published !== undefined && published.writableScopes === 0)
    scope.report(type.at, `${reference.type} can only be read: write existing`);
  else if (published !== undefined && !isNested && parent === undefined)
    checkScope(given, at, published, template, scope);
}

function checkParent(parent: ObjectProperty, { type }: TypeReference, scope: Scope): void {
  const found = inferType(parent.value, scope);
  const expected = type.slice(0, type.lastIndexOf('/'));
  if (found.kind === 'any') return;
  if (found.kind !== 'resource') scope.report(parent.value.at, `is ${typeText(found)}, where a resource is taken`);
  else if (found.type.toLowerCase() !== expected.toLowerCase())
    scope.report(
      parent.value.at,
      `${expressionText(parent.value)} is a ${found.type}, but the parent of ${type} is a ${expected}`,
    );
}

/** A name has as many parts as the type has after the provider, or one where the parent tells the rest. */
function checkName(name: ObjectProperty, { type }: TypeReference, hasParent: boolean, scope: Scope): void {
  const value = inferType(name.value, scope);
  const text = value.kind === 'string' ? value.value : undefined;
  const parts = hasParent ? 1 : type.split('/').length - 1;
  const remedy = parts > 1 ? ': set parent, or write the parent’s name and / before it' : ': write its own name only';
  const found = (text ?? literalText(name.value)).split('/').length;
  // What is put into a name may have parts of its own.
  if (text === undefined ? found > parts : found !== parts)
    scope.report(name.value.at, `the name has ${found} parts, but here ${type} has ${parts}${remedy}`);
}

function literalText(name: Expression): string {
  return name.kind === 'string' ? name.pieces.filter((piece) => typeof piece === 'string').join('') : '';
}

function checkScope(
  given: ObjectProperty | undefined,
  at: ResourceDeclaration['at'],
  { name, writableScopes }: PublishedType,
  template: TemplateScope,
  scope: Scope,
): void {
  if (given === undefined) {
    if ((writableScopes & scopeBits[template.targetScope]) === 0)
      scope.report(
        at,
        `${name} is not deployed to a ${template.targetScope}: give it a scope, or deploy it in a module of another scope`,
      );
    return;
  }
  const target = inferType(given.value, scope);
  if (target.kind === 'resource') {
    if ((writableScopes & resourceBit) === 0)
      scope.report(given.at, `${name} is not deployed to another resource: leave scope out`);
  } else if (target.kind === 'scope') {
    if (target.scope !== template.targetScope && target.scope !== 'tenant')
      scope.report(
        given.at,
        `this template deploys to a ${template.targetScope}: deploy what belongs elsewhere in a module with this scope`,
      );
  } else if (target.kind !== 'any') scope.report(given.value.at, `is ${typeText(target)}, where a resource is taken`);
}
