import { isAcceptedProperty } from './acceptedProperties';
import { isAccepted } from './acceptedValues';
import { suggestion } from './suggestion';
import type { DiscriminatedType, ObjectType, Property, StringType, Type } from './type';
import { typeText } from './typeText';
import { mayBeNull, unionOf, withoutNull } from './unionOf';

/** How a value fits: what is wrong, each with the path within the value; and whether some of it could not be told. */
export interface Fit {
  readonly wrong: readonly string[];
  readonly uncertain: boolean;
}

const fits: Fit = { wrong: [], uncertain: false };
const uncertain: Fit = { wrong: [], uncertain: true };

/**
 * Whether a value of one type may stand where another is taken. A list of values that the service may add to (published
 * as `'a' | 'b' | string`) is held to the values published, because that is where slips of the pen are.
 */
export function assign(source: Type, target: Type, path = ''): Fit {
  if (source.kind === 'any' || target.kind === 'any') return uncertain;
  if (source.kind === 'never') return fits;
  if (source.kind === 'union') return all(source.members.map((member) => assign(member, target, path)));
  if (target.kind === 'union') return assignToUnion(source, target.members, path);
  if (source.kind === 'string' && target.kind === 'string') return assignString(source, target, path);
  if (source.kind === 'integer' && target.kind === 'integer') return assignInteger(source, target, path);
  if (source.kind === 'boolean' && target.kind === 'boolean') {
    if (target.value === undefined || source.value === target.value) return fits;
    return source.value === undefined ? uncertain : mismatch(source, target, path);
  }
  if (source.kind === 'tuple' && target.kind === 'array') {
    const items = source.items.map((item, index) => assign(item, target.item, `${path}[${index}]`));
    return all([lengthFit(source.items.length, target, path), ...items]);
  }
  if (source.kind === 'tuple' && target.kind === 'tuple')
    return all(
      target.items.map((item, index) => assign(source.items[index] ?? { kind: 'null' }, item, `${path}[${index}]`)),
    );
  if (source.kind === 'array' && target.kind === 'array') return assign(source.item, target.item, `${path}[]`);
  if (source.kind === 'array' && target.kind === 'tuple') return uncertain;
  if (source.kind === 'object' && target.kind === 'object') return assignObject(source, target, path);
  if (source.kind === 'object' && target.kind === 'discriminated') {
    const variant = variantOf(target, source.properties.get(target.discriminator)?.type, path);
    return 'kind' in variant ? assignObject(source, variant, path) : variant;
  }
  if (source.kind === 'resource' && target.kind === 'object') return assign(source.body, target, path);
  if (source.kind === target.kind && source.kind !== 'object') return fits;
  return mismatch(source, target, path);
}

/** The variant that a discriminator's value chooses, with the properties of all; or why it chooses none. */
export function variantOf(target: DiscriminatedType, discriminator: Type | undefined, path: string): ObjectType | Fit {
  const values = unionOf([...target.variants.keys()].map((value) => ({ kind: 'string', value })));
  if (discriminator === undefined) return wrong(path, `${target.discriminator} is missing: one of ${typeText(values)}`);
  if (discriminator.kind !== 'string' || discriminator.value === undefined) return uncertain;
  const variant = target.variants.get(discriminator.value);
  if (variant === undefined) return assign(discriminator, values, within(path, target.discriminator));
  return { ...variant, properties: new Map([...target.base, ...variant.properties]) };
}

function assignToUnion(source: Type, members: readonly Type[], path: string): Fit {
  if (source.kind === 'string') return assignToValues(source, members, path);
  const results = members.map((member) => assign(source, member, path));
  const best =
    results.find((fit) => fit.wrong.length === 0 && !fit.uncertain) ?? results.find((fit) => fit.wrong.length === 0);
  if (best !== undefined) return best;
  // Of the only member that is like it, what is wrong can be told more closely.
  const alike = members.filter((member) => familyOf(member) === familyOf(source));
  return alike.length === 1 ? assign(source, alike[0]!, path) : mismatch(source, { kind: 'union', members }, path);
}

function familyOf({ kind }: Type): string {
  if (kind === 'tuple') return 'array';
  return kind === 'discriminated' ? 'object' : kind;
}

function assignToValues(source: StringType, members: readonly Type[], path: string): Fit {
  const strings = members.filter((member) => member.kind === 'string');
  const literals = strings.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const open = strings.find(({ value }) => value === undefined);
  const listed: Type = { kind: 'union', members };
  if (strings.length === 0) return mismatch(source, listed, path);
  if (source.value === undefined)
    return open === undefined && source.declared
      ? wrong(path, anyString(listed))
      : literals.length > 0
        ? uncertain
        : assign(source, open!, path);
  if (literals.includes(source.value) || (open !== undefined && isAccepted(source.value, literals))) return fits;
  if (literals.length === 0 && open !== undefined) return assign(source, open, path);
  return wrong(
    path,
    `'${source.value}' is none of ${typeText(withoutNull(listed))}${suggestion(source.value, literals)}`,
  );
}

function assignString(source: StringType, target: StringType, path: string): Fit {
  if (target.value !== undefined) {
    if (source.value === target.value) return fits;
    if (source.value !== undefined) return wrong(path, `'${source.value}' is not ${typeText(target)}`);
    return source.declared ? wrong(path, anyString(target)) : uncertain;
  }
  const { minimumLength = 0, maximumLength = Number.POSITIVE_INFINITY, pattern } = target;
  const bounded = minimumLength > 0 || Number.isFinite(maximumLength) || pattern !== undefined;
  if (source.value === undefined) {
    const within =
      (source.minimumLength ?? 0) >= minimumLength &&
      (source.maximumLength ?? Number.POSITIVE_INFINITY) <= maximumLength;
    return bounded && !(within && pattern === undefined) ? uncertain : fits;
  }
  const { value } = source;
  if (value.length < minimumLength) return wrong(path, `'${value}' is shorter than ${minimumLength} characters`);
  if (value.length > maximumLength) return wrong(path, `'${value}' is longer than ${maximumLength} characters`);
  return pattern === undefined ? fits : patternFit(value, pattern, path);
}

/** Patterns are .NET's; the few that JavaScript cannot read are not told. */
function patternFit(value: string, pattern: string, path: string): Fit {
  try {
    return new RegExp(pattern, 'u').test(value) ? fits : wrong(path, `'${value}' does not match ${pattern}`);
  } catch {
    return uncertain;
  }
}

function assignInteger(source: Extract<Type, { kind: 'integer' }>, target: typeof source, path: string): Fit {
  if (target.value !== undefined && source.value !== undefined && source.value !== target.value)
    return mismatch(source, target, path);
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = target;
  const lowest = source.value ?? source.minimum;
  const highest = source.value ?? source.maximum;
  if (lowest !== undefined && lowest < minimum) return wrong(path, `may be ${lowest}, less than ${minimum}`);
  if (highest !== undefined && highest > maximum) return wrong(path, `may be ${highest}, more than ${maximum}`);
  const bounded = Number.isFinite(minimum) || Number.isFinite(maximum) || target.value !== undefined;
  return bounded && (lowest === undefined || highest === undefined) ? uncertain : fits;
}

function assignObject(source: ObjectType, target: ObjectType, path: string): Fit {
  const parts: Fit[] = [];
  for (const [name, { type }] of source.properties) {
    const place = within(path, name);
    const taken = target.properties.get(name);
    if (taken === undefined)
      parts.push(
        target.additional === undefined ? unknownProperty(name, target, path) : assign(type, target.additional, place),
      );
    else if (taken.readOnly) parts.push(wrong(place, 'is read-only: leave it out'));
    else parts.push(assign(given(type, taken), taken.type, place));
  }
  if (source.additional === undefined) parts.push(wrongs(missing(target, source.properties, path)));
  else parts.push(uncertain);
  return all(parts);
}

/** What a property is given: it may be null where it may be left out. */
export function given(type: Type, taken: Property): Type {
  return taken.required || !mayBeNull(type) ? type : withoutNull(type);
}

/** The required properties that are not there. */
export function missing(target: ObjectType, names: { has(name: string): boolean }, path: string): string[] {
  return [...target.properties]
    .filter(([name, { required, readOnly }]) => required && !readOnly && !names.has(name))
    .map(([name, { type }]) => `${within(path, name)} is missing: ${target.name} requires it (${typeText(type)})`);
}

export function unknownProperty(name: string, target: ObjectType, path: string): Fit {
  if (isAcceptedProperty(name, target.name)) return fits;
  const names = [...target.properties].filter(([, { readOnly }]) => !readOnly).map(([known]) => known);
  return wrong(path, `${target.name} has no property ${name}${suggestion(name, names)}`);
}

export function lengthFit(
  length: number,
  {
    minimumLength = 0,
    maximumLength = Number.POSITIVE_INFINITY,
  }: { readonly minimumLength?: number; readonly maximumLength?: number },
  path: string,
): Fit {
  if (length < minimumLength) return wrong(path, `has ${length} items, fewer than ${minimumLength}`);
  return length > maximumLength ? wrong(path, `has ${length} items, more than ${maximumLength}`) : fits;
}

function mismatch(source: Type, target: Type, path: string): Fit {
  return wrong(path, `is ${typeText(source)}, where ${typeText(withoutNull(target))} is taken`);
}

function anyString(target: Type): string {
  return `may be any string, where ${typeText(target)} is taken: give the parameter @allowed, or a type of these values`;
}

function wrong(path: string, message: string): Fit {
  return wrongs([path === '' ? message : `${path}: ${message}`]);
}

function wrongs(messages: readonly string[]): Fit {
  return { wrong: messages, uncertain: false };
}

function within(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function all(parts: readonly Fit[]): Fit {
  return { wrong: parts.flatMap((part) => part.wrong), uncertain: parts.some((part) => part.uncertain) };
}
