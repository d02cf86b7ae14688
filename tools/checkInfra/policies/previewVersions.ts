import type { Problem } from '../problem';
import { bodyObject, type TypeReference, typeReference } from '../semantics/resourceReference';
import type { TemplateScope } from '../semantics/templateScope';
import type { ResourceDeclaration } from '../syntax/tree';

/** Problems where a template uses a preview of an API that has versions for production. */
export function previewVersions({ template, surroundings: { resourceTypes } }: TemplateScope): Problem[] {
  const visit = (declaration: ResourceDeclaration, parent: TypeReference | undefined): Problem[] => {
    const reference = typeReference(declaration, parent);
    const nested = bodyObject(declaration).items.flatMap((item) =>
      item.kind === 'resource' ? visit(item, reference) : [],
    );
    if (reference?.version.endsWith('-preview') !== true) return nested;
    const stable = resourceTypes?.versionsOf(reference.type).filter((version) => /^[\d-]+$/.test(version)) ?? [];
    const latest = stable.at(-1);
    if (latest === undefined) return nested;
    return [{ at: declaration.type.at, message: `${reference.version} is a preview: use ${latest}` }, ...nested];
  };
  return template.declarations.flatMap((declaration) =>
    declaration.kind === 'resource' ? visit(declaration, undefined) : [],
  );
}
