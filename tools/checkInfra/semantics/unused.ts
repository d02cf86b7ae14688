import type { TemplateScope } from './templateScope';

const words: Readonly<Record<string, string>> = {
  param: 'the parameter',
  var: 'the variable',
  type: 'the type',
  func: 'the function',
  import: 'the import',
  resource: 'the existing resource',
};

/** Reports what is declared and used by nothing; resources that are deployed, modules, outputs and exports are used by others. */
export function checkUnused(template: TemplateScope): void {
  for (const declaration of template.declarations.values()) {
    const word = words[declaration.kind];
    const forOthers = declaration.decorators.some(({ name }) => name === 'export');
    const deployed = declaration.kind === 'resource' && !declaration.existing;
    if (word === undefined || forOthers || deployed || template.used.has(declaration.name)) continue;
    template.report(declaration.at, `${word} ${declaration.name} is used by nothing: remove it`);
  }
}
