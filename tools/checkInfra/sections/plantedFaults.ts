import { faultsOf } from '../faults/faultsOf';
import { type FaultKind, faultKinds, type PlantedFault, plant } from '../faults/plantedFault';
import { type Files, Infrastructure } from '../infrastructure';
import { positionText } from '../position';
import type { Section } from '../section';
import { checkTemplate } from '../semantics/checkTemplate';

/**
 * Plants each of six mistakes wherever it can be made, one at a time, in a copy of the templates in memory, and looks
 * whether the check finds it: a check that finds nothing is worth nothing.
 *
 * @param infrastructure checked already
 */
export function plantedFaultsSection(infrastructure: Infrastructure): Section {
  const planted = new Map<FaultKind, number>();
  const missed: string[] = [];
  for (const template of infrastructure.resourceTypes === undefined ? [] : infrastructure.templates) {
    const text = infrastructure.files.read(template.template.file)!;
    for (const fault of faultsOf(template, text)) {
      const changed = plant(text, fault);
      if (changed === undefined) continue;
      planted.set(fault.kind, (planted.get(fault.kind) ?? 0) + 1);
      if (!isFound(fault, changed, infrastructure))
        missed.push(
          `${positionText(fault.at)} ${fault.kind}: ${fault.replace.trim()} as ${fault.by.trim() || 'nothing'} is not found`,
        );
    }
  }
  const none = infrastructure.resourceTypes === undefined ? [] : faultKinds.filter((kind) => !planted.has(kind));
  return {
    title: 'planted faults, each found where it was planted',
    counts: faultKinds.flatMap((kind) => (planted.has(kind) ? [[kind, planted.get(kind)!] as const] : [])),
    notes:
      infrastructure.resourceTypes === undefined ? ['none was planted: the published resource types are not here'] : [],
    problems: [...missed, ...none.map((kind) => `no place was found for a ${kind}`)],
  };
}

function isFound(fault: PlantedFault, text: string, { files, resourceTypes }: Infrastructure): boolean {
  const { file } = fault.at;
  const changed: Files = { list: () => files.list(), read: (path) => (path === file ? text : files.read(path)) };
  const template = new Infrastructure(changed, resourceTypes).template(file)!;
  checkTemplate(template);
  return template.problems.some(({ message }) => fault.found.test(message));
}
