import { any, anyArray, anyObject, boolean, integer, string, type Type } from '../types/type';
import {
  deployerType,
  deploymentType,
  environmentType,
  parsedCidr,
  roleDefinitionType,
  scopeType,
} from './ambientTypes';

/** A function of Bicep's: what it takes, in order, `rest` any number of times, and what it returns. */
export interface BuiltIn {
  readonly required: readonly Type[];
  readonly optional: readonly Type[];
  readonly rest: Type | undefined;
  readonly returns: Type;
}

const stringOrArray: Type = { kind: 'union', members: [string, anyArray] };
const sized: Type = { kind: 'union', members: [string, anyArray, anyObject] };
const strings: Type = { kind: 'array', item: string };
const integers: Type = { kind: 'array', item: integer };

function takes(required: readonly Type[], returns: Type, optional: readonly Type[] = [], rest?: Type): BuiltIn {
  return { required, optional, rest, returns };
}

/**
 * The functions of the namespaces sys and az, by the signatures that the compiler's own tests list (Azure/bicep,
 * src/Bicep.Core.Samples/Files/baselines/Functions). What is overloaded takes what any of its forms takes.
 */
export const builtInFunctions: ReadonlyMap<string, BuiltIn> = new Map(
  Object.entries({
    any: takes([any], any),
    array: takes([any], anyArray),
    base64: takes([string], string),
    base64ToJson: takes([string], any),
    base64ToString: takes([string], string),
    bool: takes([any], boolean),
    buildUri: takes([anyObject], string),
    cidrHost: takes([string, integer], string),
    cidrSubnet: takes([string, integer, integer], string),
    concat: takes([any], any, [], any),
    contains: takes([sized, any], boolean),
    dataUri: takes([any], string),
    dataUriToString: takes([string], string),
    dateTimeAdd: takes([string, string], string, [string]),
    dateTimeFromEpoch: takes([], string, [integer]),
    dateTimeToEpoch: takes([], integer, [string]),
    distinct: takes([anyArray], anyArray),
    empty: takes([{ kind: 'union', members: [string, anyArray, anyObject, { kind: 'null' }] }], boolean),
    endsWith: takes([string, string], boolean),
    fail: takes([string], { kind: 'never' }),
    first: takes([stringOrArray], any),
    flatten: takes([anyArray], anyArray),
    format: takes([string], string, [], any),
    guid: takes([string], string, [], string),
    indexOf: takes([stringOrArray, any], integer),
    int: takes([any], integer),
    intersection: takes([any, any], any, [], any),
    items: takes([anyObject], anyArray),
    join: takes([anyArray, string], string),
    json: takes([string], any),
    last: takes([stringOrArray], any),
    lastIndexOf: takes([stringOrArray, any], integer),
    length: takes([sized], integer),
    like: takes([string, string], boolean),
    loadDirectoryFileInfo: takes([string], any, [string]),
    loadFileAsBase64: takes([string], string),
    loadJsonContent: takes([string], any, [string, string]),
    loadTextContent: takes([string], string, [string]),
    loadYamlContent: takes([string], any, [string, string]),
    max: takes([any], integer, [], integer),
    min: takes([any], integer, [], integer),
    nameof: takes([any], string),
    newGuid: takes([], string),
    objectKeys: takes([anyObject], strings),
    padLeft: takes([any, integer], string, [string]),
    parseCidr: takes([string], parsedCidr),
    parseUri: takes([string], anyObject),
    range: takes([integer, integer], integers),
    replace: takes([string, string, string], string),
    shallowMerge: takes([anyArray], anyObject),
    skip: takes([stringOrArray, integer], any),
    split: takes([string, any], strings),
    startsWith: takes([string, string], boolean),
    string: takes([any], string),
    substring: takes([string, integer], string, [integer]),
    take: takes([stringOrArray, integer], any),
    toLower: takes([string], string),
    toUpper: takes([string], string),
    trim: takes([string], string),
    union: takes([any, any], any, [], any),
    uniqueString: takes([string], string, [], string),
    uri: takes([string, string], string),
    uriComponent: takes([string], string),
    uriComponentToString: takes([string], string),
    utcNow: takes([], string, [string]),
    deployer: takes([], deployerType),
    deployment: takes([], deploymentType),
    environment: takes([], environmentType),
    extensionResourceId: takes([string, string, string], string, [], string),
    managementGroup: takes([], scopeType('managementGroup'), [string]),
    managementGroupResourceId: takes([string, string], string, [], string),
    pickZones: takes([string, string, string], anyArray, [integer, integer]),
    reference: takes([string], any, [string, string]),
    resourceGroup: takes([], scopeType('resourceGroup'), [string, string]),
    resourceId: takes([string, string], string, [], string),
    roleDefinitions: takes([string], roleDefinitionType),
    subscription: takes([], scopeType('subscription'), [string]),
    subscriptionResourceId: takes([string, string], string, [], string),
    tenant: takes([], scopeType('tenant')),
    tenantResourceId: takes([string, string], string, [], string),
    readEnvironmentVariable: takes([string], string, [string]),
    getSecret: takes([string, string, string, string], string, [string]),
  }),
);
