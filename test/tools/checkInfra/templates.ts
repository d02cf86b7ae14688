import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Files, Infrastructure } from '../../../tools/checkInfra/infrastructure';
import { typeFiles } from '../../../tools/checkInfra/projectFiles';
import { ResourceTypes, type TypeFiles } from '../../../tools/checkInfra/types/resourceTypes';
import { itUnlessMissing } from '../../support/itUnlessMissing';

/** A few types in the form of the published ones. */
const vaults = [
  { $type: 'StringType' },
  { $type: 'StringLiteralType', value: 'standard' },
  { $type: 'StringLiteralType', value: 'premium' },
  { $type: 'UnionType', elements: [{ $ref: '#/1' }, { $ref: '#/2' }] },
  { $type: 'UnionType', elements: [{ $ref: '#/1' }, { $ref: '#/2' }, { $ref: '#/0' }] },
  { $type: 'IntegerType', minValue: 7, maxValue: 90 },
  { $type: 'BooleanType' },
  { $type: 'StringType', minLength: 3, maxLength: 24, pattern: '^[a-z0-9]+$' },
  { $type: 'ArrayType', itemType: { $ref: '#/11' }, maxLength: 2 },
  { $type: 'ObjectType', name: 'Tags', properties: {}, additionalProperties: { $ref: '#/0' } },
  {
    $type: 'ObjectType',
    name: 'VaultProperties',
    properties: {
      tier: { type: { $ref: '#/3' }, flags: 1 },
      edition: { type: { $ref: '#/4' }, flags: 0 },
      days: { type: { $ref: '#/5' }, flags: 0 },
      locked: { type: { $ref: '#/6' }, flags: 0 },
      rules: { type: { $ref: '#/8' }, flags: 0 },
      uri: { type: { $ref: '#/0' }, flags: 2 },
      password: { type: { $ref: '#/0' }, flags: 4 },
      backup: { type: { $ref: '#/14' }, flags: 0 },
    },
  },
  {
    $type: 'ObjectType',
    name: 'Rule',
    properties: { address: { type: { $ref: '#/0' }, flags: 1 }, rules: { type: { $ref: '#/8' }, flags: 0 } },
  },
  {
    $type: 'ObjectType',
    name: 'Nightly',
    properties: { kind: { type: { $ref: '#/16' }, flags: 1 }, hour: { type: { $ref: '#/5' }, flags: 1 } },
  },
  { $type: 'ObjectType', name: 'Never', properties: { kind: { type: { $ref: '#/17' }, flags: 1 } } },
  {
    $type: 'DiscriminatedObjectType',
    name: 'Backup',
    discriminator: 'kind',
    baseProperties: { note: { type: { $ref: '#/0' }, flags: 0 } },
    elements: { Nightly: { $ref: '#/12' }, Never: { $ref: '#/13' } },
  },
  {
    $type: 'ObjectType',
    name: 'Example.Vaults/vaults',
    properties: {
      id: { type: { $ref: '#/0' }, flags: 10 },
      name: { type: { $ref: '#/7' }, flags: 9 },
      type: { type: { $ref: '#/0' }, flags: 10 },
      apiVersion: { type: { $ref: '#/0' }, flags: 10 },
      location: { type: { $ref: '#/0' }, flags: 1 },
      tags: { type: { $ref: '#/9' }, flags: 0 },
      properties: { type: { $ref: '#/10' }, flags: 1 },
    },
  },
  { $type: 'StringLiteralType', value: 'Nightly' },
  { $type: 'StringLiteralType', value: 'Never' },
  {
    $type: 'ObjectType',
    name: 'Example.Vaults/vaults/keys',
    properties: { name: { type: { $ref: '#/0' }, flags: 9 }, size: { type: { $ref: '#/5' }, flags: 0 } },
  },
  {
    $type: 'ResourceType',
    name: 'Example.Vaults/vaults@2025-01-01',
    body: { $ref: '#/15' },
    readableScopes: 8,
    writableScopes: 8,
  },
  {
    $type: 'ResourceType',
    name: 'Example.Vaults/vaults/keys@2025-01-01',
    body: { $ref: '#/18' },
    readableScopes: 8,
    writableScopes: 8,
  },
  {
    $type: 'ResourceType',
    name: 'Example.Vaults/locks@2025-01-01',
    body: { $ref: '#/18' },
    readableScopes: 31,
    writableScopes: 31,
  },
  {
    $type: 'ResourceType',
    name: 'Example.Vaults/regions@2025-01-01',
    body: { $ref: '#/18' },
    readableScopes: 8,
    writableScopes: 0,
  },
];

export const exampleTypes: TypeFiles = {
  providers: () => ['example.vaults'],
  read: () => [JSON.stringify(vaults)],
};

/** A template of one vault, good as it is; `properties` stand in its `properties`, `more` after it. */
export function vault(properties = '', more = ''): string {
  return `resource vault 'Example.Vaults/vaults@2025-01-01' = {
  name: 'vault1'
  location: 'westeurope'
  properties: {
    tier: 'standard'
    ${properties}
  }
}
${more}`;
}

/** Files in memory, by path. */
export function filesOf(texts: Readonly<Record<string, string>>): Files {
  return { list: () => Object.keys(texts), read: (path) => (Object.hasOwn(texts, path) ? texts[path] : undefined) };
}

/** What is wrong with `main.bicep`, with files beside it: `line: message`. */
export function problemsOf(main: string, beside: Readonly<Record<string, string>> = {}): string[] {
  const infrastructure = new Infrastructure(
    filesOf({ ...beside, 'main.bicep': main }),
    new ResourceTypes(exampleTypes),
  );
  infrastructure.check();
  return infrastructure.problemsOf('main.bicep').map(({ at, message }) => `${at.line}: ${message}`);
}

const published = join(__dirname, '../../../../shared/data/bicep-types');

/** A test on the published types; where they are not there it is skipped, and its title says so. */
export const itWithPublishedTypes = itUnlessMissing(
  existsSync(published) ? undefined : '../shared/data/bicep-types is not here',
);

export function publishedTypes(): ResourceTypes {
  return new ResourceTypes(typeFiles(published)!);
}
