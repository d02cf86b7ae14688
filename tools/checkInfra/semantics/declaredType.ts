import type { Decorator, TypeExpression } from '../syntax/tree';
import { suggestion } from '../types/suggestion';
import { any, anyArray, anyObject, nothing, type ObjectType, type Property, type Type } from '../types/type';
import { mayBeNull, unionOf, withoutNull } from '../types/unionOf';
import { inferType } from './inferType';
import type { Scope } from './scope';

const primitives: Readonly<Record<string, Type>> = {
  string: { kind: 'string', declared: true },
  int: { kind: 'integer' },
  bool: { kind: 'boolean' },
  array: anyArray,
  object: anyObject,
  any,
};

/** What a type expression says, with what the decorators before it add. A type that is not there is reported. */
export function declaredType(type: TypeExpression, decorators: readonly Decorator[], scope: Scope): Type {
  return decorators.reduce((narrowed, decorator) => decorate(narrowed, decorator, scope), plainType(type, scope));
}

function plainType(type: TypeExpression, scope: Scope): Type {
  switch (type.kind) {
    case 'literalType':
      return literal(type.value);
    case 'arrayType':
      return { kind: 'array', item: plainType(type.item, scope) };
    case 'tupleType':
      return { kind: 'tuple', items: type.items.map((item) => plainType(item, scope)) };
    case 'unionType':
      return unionOf(type.members.map((member) => plainType(member, scope)));
    case 'nullableType':
      return unionOf([plainType(type.operand, scope), nothing]);
    case 'objectType':
      return objectType(type, scope);
    case 'typeName':
      return namedType(type, scope);
  }
}

function literal(value: string | number | boolean | null): Type {
  if (value === null) return nothing;
  if (typeof value === 'string') return { kind: 'string', value };
  return typeof value === 'number' ? { kind: 'integer', value } : { kind: 'boolean', value };
}

function namedType({ path, at }: Extract<TypeExpression, { kind: 'typeName' }>, scope: Scope): Type {
  const [name = '', ...properties] = path[0] === 'sys' ? path.slice(1) : path;
  // Types taken from a resource's are not followed: what has one is not checked.
  if (name === 'resourceInput' || name === 'resourceOutput' || name === 'resource') return any;
  let type = scope.namedType(name) ?? (Object.hasOwn(primitives, name) ? primitives[name] : undefined);
  if (type === undefined) {
    scope.report(at, `there is no type ${name}${suggestion(name, Object.keys(primitives))}`);
    return any;
  }
  for (const property of properties) {
    const inner: Type = withoutNull(type);
    if (inner.kind !== 'object') return any;
    type =
      property === '*' ? (inner.additional ?? any) : (inner.properties.get(property)?.type ?? inner.additional ?? any);
  }
  return type;
}

function objectType(
  { properties, additional }: Extract<TypeExpression, { kind: 'objectType' }>,
  scope: Scope,
): ObjectType {
  const members = properties.map(({ name, type, decorators }): [string, Property] => {
    const member = declaredType(type, decorators, scope);
    return [name, { type: member, required: !mayBeNull(member), readOnly: false, writeOnly: false }];
  });
  const object: ObjectType = { kind: 'object', name: 'object', properties: new Map(members) };
  return additional === undefined ? object : { ...object, additional: plainType(additional, scope) };
}

function decorate(type: Type, { name, arguments: [argument] }: Decorator, scope: Scope): Type {
  if (argument === undefined) return type;
  const value = inferType(argument, scope);
  if (name === 'allowed' && value.kind === 'tuple') {
    const values = unionOf(value.items);
    return type.kind === 'array'
      ? { kind: 'array', item: values }
      : mayBeNull(type)
        ? unionOf([values, nothing])
        : values;
  }
  if (name === 'discriminator' && value.kind === 'string' && value.value !== undefined && type.kind === 'union')
    return discriminated(type.members, value.value);
  if (value.kind !== 'integer' || value.value === undefined) return type;
  return bounded(type, name, value.value);
}

function bounded(type: Type, name: string, bound: number): Type {
  if (type.kind === 'union') return unionOf(type.members.map((member) => bounded(member, name, bound)));
  if (type.kind === 'integer' && name === 'minValue') return { ...type, minimum: bound };
  if (type.kind === 'integer' && name === 'maxValue') return { ...type, maximum: bound };
  if ((type.kind === 'string' || type.kind === 'array') && name === 'minLength')
    return { ...type, minimumLength: bound };
  if ((type.kind === 'string' || type.kind === 'array') && name === 'maxLength')
    return { ...type, maximumLength: bound };
  return type;
}

function discriminated(members: readonly Type[], discriminator: string): Type {
  const variants = new Map<string, ObjectType>();
  for (const member of members) {
    const value = member.kind === 'object' ? member.properties.get(discriminator)?.type : undefined;
    if (member.kind !== 'object' || value?.kind !== 'string' || value.value === undefined) return any;
    variants.set(value.value, member);
  }
  return { kind: 'discriminated', name: 'object', discriminator, base: new Map(), variants };
}
