/**
 * What an expression may be, or a property takes. `any` is what is not known: it fits everywhere, and is counted as not
 * checked. A string, integer or boolean with a `value` is that value alone.
 */
export type Type =
  | { readonly kind: 'any' | 'null' | 'never' }
  | { readonly kind: 'boolean'; readonly value?: boolean }
  | StringType
  | { readonly kind: 'integer'; readonly value?: number; readonly minimum?: number; readonly maximum?: number }
  | ArrayType
  | { readonly kind: 'tuple'; readonly items: readonly Type[] }
  | ObjectType
  | DiscriminatedType
  | { readonly kind: 'union'; readonly members: readonly Type[] }
  | ResourceType
  | ModuleType
  | { readonly kind: 'scope'; readonly scope: ScopeName; readonly properties: ReadonlyMap<string, Property> }
  | { readonly kind: 'lambda' };

/** `declared` strings come from a parameter or an output that takes any: they fit no list of values. */
export interface StringType {
  readonly kind: 'string';
  readonly value?: string;
  readonly minimumLength?: number;
  readonly maximumLength?: number;
  readonly pattern?: string;
  readonly declared?: boolean;
}

export interface ArrayType {
  readonly kind: 'array';
  readonly item: Type;
  readonly minimumLength?: number;
  readonly maximumLength?: number;
}

/** `additional` is the type of every property not named; without it there is none. */
export interface ObjectType {
  readonly kind: 'object';
  readonly name: string;
  readonly properties: ReadonlyMap<string, Property>;
  readonly additional?: Type;
}

/** An object whose further properties depend on the value of one of them. */
export interface DiscriminatedType {
  readonly kind: 'discriminated';
  readonly name: string;
  readonly discriminator: string;
  readonly base: ReadonlyMap<string, Property>;
  readonly variants: ReadonlyMap<string, ObjectType>;
}

/** A resource of a template, `conditional` where it may not be there, `body` undefined where its type is not known. */
export interface ResourceType {
  readonly kind: 'resource';
  readonly type: string;
  readonly body: Type;
  readonly conditional: boolean;
  readonly nested: ReadonlyMap<string, Type>;
}

export interface ModuleType {
  readonly kind: 'module';
  readonly outputs: Type;
  readonly conditional: boolean;
}

export interface Property {
  readonly type: Type;
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly writeOnly: boolean;
}

export const scopeNames = ['tenant', 'managementGroup', 'subscription', 'resourceGroup'] as const;
export type ScopeName = (typeof scopeNames)[number];

export const any: Type = { kind: 'any' };
export const nothing: Type = { kind: 'null' };
export const boolean: Type = { kind: 'boolean' };
export const integer: Type = { kind: 'integer' };
export const string: Type = { kind: 'string' };
export const anyArray: Type = { kind: 'array', item: any };
export const anyObject: Type = { kind: 'object', name: 'object', properties: new Map(), additional: any };

/** A property that may be given and read. */
export function property(type: Type, required = false): Property {
  return { type, required, readOnly: false, writeOnly: false };
}

/** An object of exactly these properties. */
export function objectOf(properties: Readonly<Record<string, Type>>, name = 'object'): ObjectType {
  return {
    kind: 'object',
    name,
    properties: new Map(Object.entries(properties).map(([key, type]) => [key, property(type, true)])),
  };
}
