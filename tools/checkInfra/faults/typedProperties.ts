import { bodyObject, publishedType, type TypeReference, typeReference } from '../semantics/resourceReference';
import type { TemplateScope } from '../semantics/templateScope';
import type { Expression, ObjectProperty, ResourceDeclaration } from '../syntax/tree';
import type { ObjectType, Property, Type } from '../types/type';

/** A property that is written out in a resource, with the published type of the object it is in. */
export interface TypedProperty {
  readonly item: ObjectProperty;
  readonly key: string;
  readonly object: ObjectType;
  readonly property: Property;
}

/** The properties of a template's resources whose published types are known. */
export function typedProperties(template: TemplateScope): TypedProperty[] {
  return template.template.declarations.flatMap((declaration) =>
    declaration.kind === 'resource' ? ofResource(declaration, undefined, template) : [],
  );
}

function ofResource(
  declaration: ResourceDeclaration,
  parent: TypeReference | undefined,
  template: TemplateScope,
): TypedProperty[] {
  const reference = typeReference(declaration, parent);
  const object = bodyObject(declaration);
  const nested = object.items.flatMap((item) =>
    item.kind === 'resource' ? ofResource(item, reference, template) : [],
  );
  const body = reference && publishedType(reference, template.surroundings.resourceTypes)?.body;
  return declaration.existing || body === undefined ? nested : [...inValue(object, body), ...nested];
}

function inValue(expression: Expression, type: Type): TypedProperty[] {
  const inner = type.kind === 'union' ? type.members.find(({ kind }) => kind === 'object' || kind === 'array') : type;
  if (expression.kind === 'array' && inner?.kind === 'array')
    return expression.items.flatMap((item) => (item.kind === 'spread' ? [] : inValue(item, inner.item)));
  if (expression.kind === 'for' && inner?.kind === 'array') return inValue(expression.body, inner.item);
  if (expression.kind !== 'object' || inner?.kind !== 'object') return [];
  return expression.items.flatMap((item) => {
    if (item.kind !== 'property' || typeof item.key !== 'string') return [];
    const property = inner.properties.get(item.key);
    return property === undefined
      ? []
      : [{ item, key: item.key, object: inner, property }, ...inValue(item.value, property.type)];
  });
}
