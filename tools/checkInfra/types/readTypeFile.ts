import { any, type ObjectType, type Property, type Type } from './type';
import { unionOf } from './unionOf';

/** A resource type as published: its body, where it may be deployed to, and its functions (`listKeys`). */
export interface PublishedType {
  readonly name: string;
  readonly version: string;
  readonly body: Type;
  /** A sum of 1 tenant, 2 management group, 4 subscription, 8 resource group, 16 another resource; 0 is read-only. */
  readonly writableScopes: number;
  readonly functions: ReadonlyMap<string, Type>;
}

interface Reference {
  readonly $ref: string;
}

/** A member of the array that a file is; which of the fields it has depends on `$type`. */
interface Entry {
  readonly $type: string;
  readonly name: string;
  readonly value: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minValue?: number;
  readonly maxValue?: number;
  readonly pattern?: string;
  readonly itemType: Reference;
  readonly elements: readonly Reference[] | Readonly<Record<string, Reference>>;
  readonly properties: Readonly<Record<string, EntryProperty>>;
  readonly baseProperties: Readonly<Record<string, EntryProperty>>;
  readonly additionalProperties?: Reference;
  readonly discriminator: string;
  readonly body: Reference;
  readonly writableScopes: number;
  readonly resourceType: string;
  readonly apiVersion: string;
  readonly output: Reference;
}

interface EntryProperty {
  readonly type: Reference;
  readonly flags: number;
}

const flag = { required: 1, readOnly: 2, writeOnly: 4 };

/**
 * The resource types of one of the files of Azure/bicep-types-az (`generated/…/types.json`): an array of types that
 * refer to each other by index, `{"$ref": "#/12"}`, in circles too, and are therefore followed when they are looked at.
 */
export function readTypeFile(text: string): PublishedType[] {
  const entries = JSON.parse(text) as readonly Entry[];
  const read = new Map<number, Type>();
  const follow = ({ $ref }: Reference): Type => {
    const index = Number($ref.slice(2));
    const known = read.get(index);
    if (known !== undefined) return known;
    const type = typeOf(entries[index]!, follow);
    read.set(index, type);
    return type;
  };
  return entries
    .filter(({ $type }) => $type === 'ResourceType')
    .map(({ name, body, writableScopes }) => {
      const [type = '', version = ''] = name.split('@');
      const functions = entries.filter(
        (entry) => entry.$type === 'ResourceFunctionType' && entry.resourceType === type,
      );
      return {
        name: type,
        version,
        body: follow(body),
        writableScopes,
        functions: new Map(functions.map((entry) => [entry.name, follow(entry.output)])),
      };
    });
}

function typeOf(entry: Entry, follow: (reference: Reference) => Type): Type {
  switch (entry.$type) {
    case 'StringType':
      return {
        kind: 'string',
        ...given('minimumLength', entry.minLength),
        ...given('maximumLength', entry.maxLength),
        ...given('pattern', entry.pattern),
      };
    case 'StringLiteralType':
      return { kind: 'string', value: entry.value };
    case 'IntegerType':
      return { kind: 'integer', ...given('minimum', entry.minValue), ...given('maximum', entry.maxValue) };
    case 'BooleanType':
      return { kind: 'boolean' };
    case 'ArrayType':
      return {
        kind: 'array',
        get item() {
          return follow(entry.itemType);
        },
        ...given('minimumLength', entry.minLength),
        ...given('maximumLength', entry.maxLength),
      };
    case 'UnionType':
      return unionOf((entry.elements as readonly Reference[]).map(follow));
    case 'ObjectType':
      return objectType(entry, follow);
    case 'DiscriminatedObjectType':
      return {
        kind: 'discriminated',
        name: entry.name,
        discriminator: entry.discriminator,
        base: properties(entry.baseProperties, follow),
        variants: new Map(
          Object.entries(entry.elements).map(([value, variant]) => [value, follow(variant) as ObjectType]),
        ),
      };
    default:
      return any;
  }
}

function objectType(entry: Entry, follow: (reference: Reference) => Type): ObjectType {
  const type = { kind: 'object' as const, name: entry.name, properties: properties(entry.properties, follow) };
  return entry.additionalProperties === undefined ? type : { ...type, additional: follow(entry.additionalProperties) };
}

function properties(entries: Entry['properties'], follow: (reference: Reference) => Type): Map<string, Property> {
  return new Map(
    Object.entries(entries).map(([name, { type, flags }]) => [
      name,
      {
        get type() {
          return follow(type);
        },
        required: (flags & flag.required) !== 0,
        readOnly: (flags & flag.readOnly) !== 0,
        writeOnly: (flags & flag.writeOnly) !== 0,
      },
    ]),
  );
}

/** A field where it has a value, none where not. */
function given<Name extends string, Value>(name: Name, value: Value | undefined): { readonly [K in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [K in Name]?: Value };
}
