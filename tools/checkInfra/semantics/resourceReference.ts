import type { ObjectExpression, ResourceDeclaration } from '../syntax/tree';
import type { PublishedType } from '../types/readTypeFile';
import type { ResourceTypes } from '../types/resourceTypes';
import { any, type Type } from '../types/type';

/** `Microsoft.Storage/storageAccounts@2025-06-01`, taken apart. */
export interface TypeReference {
  readonly type: string;
  readonly version: string;
}

/** The type and API version of a resource; a nested one takes the beginning, and the version if it has none, from its parent. */
export function typeReference(
  { type }: ResourceDeclaration,
  parent: TypeReference | undefined,
): TypeReference | undefined {
  const [text] = type.pieces;
  if (typeof text !== 'string' || type.pieces.length !== 1) return undefined;
  const found = /^([A-Za-z0-9./-]+)(?:@(\d{4}-\d\d-\d\d(?:-[a-z]+)?))?$/.exec(text);
  if (found === null) return undefined;
  const [, name = '', version = parent?.version] = found;
  if (version === undefined) return undefined;
  return { type: parent === undefined ? name : `${parent.type}/${name}`, version };
}

/** The object at the heart of a declaration, within its loop and its condition. */
export function bodyObject({ body }: Pick<ResourceDeclaration, 'body'>): ObjectExpression {
  const inner = body.kind === 'for' ? body.body : body;
  const object = inner.kind === 'if' ? inner.body : inner;
  if (object.kind !== 'object') throw new TypeError(`a declaration's body is an object, not ${object.kind}`);
  return object;
}

/** What a resource is to whoever refers to it. */
export function resourceType(
  declaration: ResourceDeclaration,
  parent: TypeReference | undefined,
  scope: { readonly surroundings: { readonly resourceTypes: ResourceTypes | undefined } },
): Type {
  const reference = typeReference(declaration, parent);
  const published = reference && publishedType(reference, scope.surroundings.resourceTypes);
  const nested = bodyObject(declaration).items.filter((item) => item.kind === 'resource');
  return {
    kind: 'resource',
    type: reference?.type ?? '',
    body: published?.body ?? any,
    conditional: !declaration.existing && isConditional(declaration.body),
    nested: new Map(nested.map((item) => [item.name, resourceType(item, reference, scope)])),
  };
}

/** Whether a declaration deploys only where a condition holds. */
export function isConditional(body: ResourceDeclaration['body']): boolean {
  return body.kind === 'if' || (body.kind === 'for' && body.body.kind === 'if');
}

export function publishedType(
  { type, version }: TypeReference,
  types: ResourceTypes | undefined,
): PublishedType | undefined {
  const found = types?.find(type, version);
  return found === undefined || 'unknown' in found ? undefined : found;
}
