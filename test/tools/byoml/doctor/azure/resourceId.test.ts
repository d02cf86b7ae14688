import fc from 'fast-check';
import {
  isResourceId,
  isSameRegion,
  resourceGroupOf,
  resourceOfType,
} from '../../../../../tools/byoml/doctor/azure/resourceId';

const id = '/subscriptions/1/resourceGroups/rg/providers/Microsoft.EventHub/namespaces/ns/eventhubs/hub';

it('names what is of a type, and the id up to it', () => {
  expect(resourceOfType(id, 'Namespaces')).toEqual({ name: 'ns', id: id.slice(0, id.indexOf('/eventhubs')) });
  expect(resourceOfType(id, 'storageAccounts')).toBeUndefined();
  expect(resourceGroupOf(id.replace('resourceGroups', 'resourcegroups'))).toBe('rg');
});

it.each([
  '',
  'subscriptions/1',
  '//evil.example/x',
  '/a/../b',
  '/a/./b',
  '/a?b=c',
  '/a#b',
  '/a b',
  '/a/\u0000',
  '/a/%2e%2e/b',
  `/${'a'.repeat(3_000)}`,
])('%j is put into no address', (text) => expect(isResourceId(text)).toBe(false));

it('whatever passes for an id stays what it is in an address', () => {
  const part = fc.string({ unit: fc.constantFrom(...'aZ09._-()$/%.?#\\'), maxLength: 20 });
  fc.assert(
    fc.property(part, (text) => {
      const path = `/${text}`;
      if (isResourceId(path)) expect(new URL(`https://host${path}`).pathname).toBe(path);
    }),
    { numRuns: 2_000 },
  );
  expect(isResourceId(id)).toBe(true);
});

it('a region is the same however it is spelled', () => {
  expect(isSameRegion('West Europe', 'westeurope')).toBe(true);
  expect(isSameRegion('westeurope', 'westus')).toBe(false);
});
