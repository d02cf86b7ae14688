import { Infrastructure } from '../../../../tools/checkInfra/infrastructure';
import { plantedFaultsSection } from '../../../../tools/checkInfra/sections/plantedFaults';
import { ResourceTypes } from '../../../../tools/checkInfra/types/resourceTypes';
import { any } from '../../../../tools/checkInfra/types/type';
import { exampleTypes, filesOf, vault } from '../templates';

const files = filesOf({ 'main.bicep': `param location string\n${vault().replace("'westeurope'", 'location')}` });

function sectionOf(types: ResourceTypes) {
  const infrastructure = new Infrastructure(files, types);
  infrastructure.check();
  return plantedFaultsSection(infrastructure);
}

it('plants each of the six mistakes, and finds them', () => {
  const { counts, problems } = sectionOf(new ResourceTypes(exampleTypes));
  expect(problems).toEqual([]);
  expect(new Map(counts)).toEqual(
    new Map([
      ['misspelt property', 4],
      ['missing required property', 3],
      ['wrong value of a list', 1],
      ['unknown API version', 1],
      ['dangling reference', 1],
      ['unused parameter', 1],
    ]),
  );
});

it('tells what a check that does not look would miss', () => {
  const blind = new ResourceTypes(exampleTypes);
  const find = blind.find.bind(blind);
  let calls = 0;
  // The places are looked for first, once; whoever looks afterwards sees nothing.
  blind.find = (name, version) => {
    const found = find(name, version);
    calls += 1;
    return calls <= 2 || 'unknown' in found ? found : { ...found, body: any };
  };
  expect(sectionOf(blind).problems).toContainEqual(
    expect.stringContaining('misspelt property: tier as tiers is not found'),
  );
});
