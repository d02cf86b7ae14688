import type { Position } from '../position';
import { expressionText } from '../syntax/expressionText';
import { bodyObject, typeReference } from './resourceReference';
import type { TemplateScope } from './templateScope';

/** Reports outputs that have one name, and resources of a type or modules that are deployed by one name (BCP121, BCP122). */
export function checkNames(template: TemplateScope): void {
  const seen = new Map<string, Position>();
  for (const declaration of template.template.declarations) {
    if (declaration.kind === 'output') once(`output ${declaration.name}`, declaration.at);
    else if (declaration.kind === 'module' || (declaration.kind === 'resource' && !declaration.existing)) {
      const what = declaration.kind === 'module' ? 'module' : typeReference(declaration, undefined)?.type.toLowerCase();
      const place = ['name', 'parent', 'scope'].map((key) => keyText(bodyObject(declaration), key));
      // Names that are calculated may differ after all, and of those on a condition perhaps one is made.
      const certain = declaration.body.kind === 'object' && /^'[^$]*'$/.test(place[0] ?? '');
      if (certain) once([what, ...place].join(' '), declaration.at);
    }
  }

  function once(key: string, at: Position): void {
    const earlier = seen.get(key);
    if (earlier === undefined) seen.set(key, at);
    else template.report(at, `has the same name as what line ${earlier.line} makes: give it another`);
  }
}

function keyText({ items }: ReturnType<typeof bodyObject>, key: string): string | undefined {
  const item = items.find((candidate) => candidate.kind === 'property' && candidate.key === key);
  return item?.kind === 'property' ? expressionText(item.value) : undefined;
}
