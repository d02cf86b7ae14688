import type { Problem } from '../problem';
import { bodyObject } from '../semantics/resourceReference';
import type { TemplateScope } from '../semantics/templateScope';
import { partsOf } from '../syntax/partsOf';
import type { Expression, ResourceDeclaration } from '../syntax/tree';

/** Hosts of the public cloud for which `environment()` has each cloud's own (the linter's no-hardcoded-env-urls). */
const host =
  /(?:^|[./])(core\.windows\.net|database\.windows\.net|management\.azure\.com|login\.microsoftonline\.com|vault\.azure\.net|azurecr\.io|graph\.windows\.net)\b/i;

/** Problems where a template names a host that another cloud has under another name. */
export function hardCodedHosts({ template }: TemplateScope): Problem[] {
  const problems: Problem[] = [];
  const visit = (expression: Expression) => {
    for (const piece of expression.kind === 'string' ? expression.pieces : []) {
      const found = typeof piece === 'string' ? host.exec(piece)?.[1] : undefined;
      if (found !== undefined)
        problems.push({
          at: expression.at,
          message: `names ${found}, which other clouds do not have: use environment()`,
        });
    }
    for (const part of partsOf(expression)) visit(part);
  };
  const visitResource = (declaration: ResourceDeclaration) => {
    visit(declaration.body);
    for (const item of bodyObject(declaration).items) if (item.kind === 'resource') visitResource(item);
  };
  for (const declaration of template.declarations) {
    if (declaration.kind === 'resource') visitResource(declaration);
    else if (declaration.kind === 'module') visit(declaration.body);
    else if (declaration.kind === 'var' || declaration.kind === 'output') visit(declaration.value);
    else if (declaration.kind === 'param' && declaration.default !== undefined) visit(declaration.default);
  }
  return problems;
}
