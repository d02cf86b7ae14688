import { any, boolean, integer, nothing, type ObjectType, property, string, type Type } from './type';

/** The type of one JSON value: its own literals, properties and items, each known. */
export function jsonType(value: unknown): Type {
  if (value === null) return nothing;
  if (typeof value === 'string') return { ...string, value } as Type;
  if (typeof value === 'boolean') return { ...boolean, value } as Type;
  if (typeof value === 'number') return Number.isInteger(value) ? ({ ...integer, value } as Type) : any;
  if (Array.isArray(value)) return { kind: 'tuple', items: value.map(jsonType) };
  const properties: ObjectType['properties'] = new Map(
    Object.entries(value as object).map(([key, member]) => [key, property(jsonType(member), true)]),
  );
  return { kind: 'object', name: 'object', properties };
}
