import { join } from 'node:path';
import { Infrastructure } from './checkInfra/infrastructure';
import { projectFiles, typeFiles } from './checkInfra/projectFiles';
import { type Section, sectionText } from './checkInfra/section';
import { compilerSection } from './checkInfra/sections/compiler';
import { contentSection } from './checkInfra/sections/content';
import { parametersSection } from './checkInfra/sections/parameters';
import { plantedFaultsSection } from './checkInfra/sections/plantedFaults';
import { policiesSection } from './checkInfra/sections/policies';
import { templatesSection } from './checkInfra/sections/templates';
import { ResourceTypes } from './checkInfra/types/resourceTypes';

// Checks everything that `azd up` deploys, as far as it can be without Azure: `npm run check:infra`.

const root = process.cwd();
const published = typeFiles(join(root, '../shared/data/bicep-types'));
const infrastructure = new Infrastructure(projectFiles(root), published && new ResourceTypes(published));

/** In the order in which they are printed; a section is a function that says what it looked at and what is wrong. */
const sections: readonly (() => Section | Promise<Section>)[] = [
  () => templatesSection(infrastructure),
  () => compilerSection(infrastructure, root),
  () => parametersSection(infrastructure),
  () => policiesSection(infrastructure),
  () => plantedFaultsSection(infrastructure),
  () => contentSection(root),
];

async function main(): Promise<void> {
  for (const section of sections) {
    const outcome = await section();
    process.stdout.write(`${sectionText(outcome)}\n`);
    if (outcome.problems.length > 0) process.exitCode = 1;
  }
}

void main();
