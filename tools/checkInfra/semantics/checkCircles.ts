import { partsOf } from '../syntax/partsOf';
import type { Declaration, Expression, ResourceDeclaration } from '../syntax/tree';
import { bodyObject } from './resourceReference';
import type { TemplateScope } from './templateScope';

/** Reports resources and modules that wait for each other in a circle, through variables too (BCP080). */
export function checkCircles(template: TemplateScope): void {
  const uses = new Map<string, Set<string>>();
  for (const declaration of template.declarations.values()) uses.set(declaration.name, namesIn(declaration));
  for (const declaration of template.declarations.values()) {
    if (declaration.kind !== 'resource' && declaration.kind !== 'module') continue;
    const circle = pathTo(declaration.name, declaration.name, uses, new Set());
    if (circle !== undefined)
      template.report(
        declaration.at,
        `${declaration.name} waits for itself: ${[declaration.name, ...circle].join(' → ')}`,
      );
  }
}

function pathTo(
  goal: string,
  from: string,
  uses: ReadonlyMap<string, ReadonlySet<string>>,
  seen: Set<string>,
): string[] | undefined {
  for (const name of uses.get(from) ?? []) {
    if (name === goal) return [name];
    if (seen.has(name)) continue;
    seen.add(name);
    const rest = pathTo(goal, name, uses, seen);
    if (rest !== undefined) return [name, ...rest];
  }
  return undefined;
}

function namesIn(declaration: Declaration): Set<string> {
  const names = new Set<string>();
  if (declaration.kind === 'resource') collectResource(declaration, names);
  else if (declaration.kind === 'module') collect(declaration.body, names, new Set());
  else if (declaration.kind === 'var') collect(declaration.value, names, new Set());
  return names;
}

/** A nested resource may name the one around it. */
function collectResource(
  declaration: ResourceDeclaration,
  names: Set<string>,
  around: ReadonlySet<string> = new Set(),
): void {
  const nested = bodyObject(declaration).items.filter((item) => item.kind === 'resource');
  const local = new Set([...around, ...nested.map(({ name }) => name)]);
  collect(declaration.body, names, local);
  for (const item of nested) collectResource(item, names, new Set([...local, declaration.name]));
}

function collect(expression: Expression, names: Set<string>, local: ReadonlySet<string>): void {
  if (expression.kind === 'name' && !local.has(expression.name)) names.add(expression.name);
  let inner = local;
  if (expression.kind === 'lambda') inner = new Set([...local, ...expression.parameters.map(({ name }) => name)]);
  if (expression.kind === 'for') inner = new Set([...local, expression.item.name, expression.index?.name ?? '']);
  for (const part of partsOf(expression)) collect(part, names, inner);
}
