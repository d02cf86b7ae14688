import { unfitNames } from '../../../../tools/checkInfra/policies/names';
import { ResourceTypes } from '../../../../tools/checkInfra/types/resourceTypes';
import { exampleTypes } from '../templates';
import { deploymentOf } from './deployments';

function unfit(name: string): string[] {
  const template = `param given string\nresource vault 'Example.Vaults/vaults@2025-01-01' = { name: ${name} }`;
  return unfitNames(deploymentOf(template), new ResourceTypes(exampleTypes)).map(({ message }) => message);
}

it.each(["'st${uniqueString(given)}'", 'given', "take('abcdefghijklmnopqrstuvwxyz', 24)"])('takes %s', (name) => {
  expect(unfit(name)).toEqual([]);
});

it.each([
  ["'stmodelstore${uniqueString(given)}'", "vault: its name: 'stmodelstoreabcdefghijk23' is longer than 24 characters"],
  ["'st-${uniqueString(given)}'", "vault: its name: 'st-abcdefghijk23' does not match ^[a-z0-9]+$"],
])('does not take %s', (name, message) => {
  expect(unfit(name)).toEqual([message]);
});
