import { readTypeFile } from '../../../../tools/checkInfra/types/readTypeFile';
import { ResourceTypes } from '../../../../tools/checkInfra/types/resourceTypes';
import { exampleTypes, itWithPublishedTypes, publishedTypes } from '../templates';

describe('readTypeFile', () => {
  it('follows references when they are looked at, in circles too', () => {
    const [type] = readTypeFile(
      JSON.stringify([
        { $type: 'ObjectType', name: 'Tree', properties: { left: { type: { $ref: '#/0' }, flags: 1 } } },
        { $type: 'ResourceType', name: 'A.B/c@2025-01-01', body: { $ref: '#/0' }, writableScopes: 8 },
      ]),
    );
    const { body } = type!;
    expect(body.kind === 'object' && body.properties.get('left')?.type).toBe(body);
    expect(body.kind === 'object' && body.properties.get('left')).toMatchObject({ required: true, readOnly: false });
  });
});

describe('ResourceTypes', () => {
  const types = new ResourceTypes(exampleTypes);

  it('finds a type in any case', () => {
    expect(types.find('example.vaults/VAULTS', '2025-01-01')).toMatchObject({
      name: 'Example.Vaults/vaults',
      writableScopes: 8,
    });
  });

  it('says what there is instead', () => {
    expect(types.find('Example.Vaults/vaults', '2020-01-01')).toEqual({
      unknown: 'Example.Vaults/vaults has no API version 2020-01-01: use 2025-01-01',
    });
    expect(types.versionsOf('example.vaults/vaults')).toEqual(['2025-01-01']);
    expect(types.versionsOf('Example.Vaults/nothing')).toEqual([]);
  });
});

// What Bicep's repository of types says, in its own words: generated/…/types.md.
itWithPublishedTypes('reads the published types as they are meant', () => {
  const types = publishedTypes();
  const account = types.find('Microsoft.Storage/storageAccounts', '2025-06-01');
  const body = 'unknown' in account ? undefined : account.body;
  const properties = body?.kind === 'object' ? body.properties : undefined;
  expect(properties?.get('name')?.type).toEqual({
    kind: 'string',
    minimumLength: 3,
    maximumLength: 24,
    pattern: '^[a-z0-9]+$',
  });
  expect(
    [...(properties ?? [])]
      .filter(([, { required, readOnly }]) => required && !readOnly)
      .map(([name]) => name)
      .sort(),
  ).toEqual(['kind', 'location', 'name', 'sku']);
  expect('unknown' in account ? undefined : [...account.functions.keys()]).toContain('listKeys');
  const rule = types.find('Microsoft.SecurityInsights/alertRules', '2025-09-01');
  expect('unknown' in rule ? undefined : rule.body).toMatchObject({ kind: 'discriminated', discriminator: 'kind' });
  expect('unknown' in rule ? undefined : rule.writableScopes).toBeGreaterThanOrEqual(16);
});
