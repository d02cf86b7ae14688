import type { Position } from '../position';
import { partsOf } from '../syntax/partsOf';
import type { Declaration, Expression, For, ModuleDeclaration, ResourceDeclaration } from '../syntax/tree';
import { bodyObject } from './resourceReference';
import type { TemplateScope } from './templateScope';

const knownBeforehand = new Set(['id', 'name', 'type', 'apiVersion']);
const calculatedFirst = ['name', 'scope', 'parent'];

/**
 * Reports names, scopes, conditions and loops that need what is known only once another resource is deployed: Azure
 * Resource Manager calculates them before it deploys anything (BCP120, BCP177, BCP178).
 */
export function checkRuntimeValues(template: TemplateScope): void {
  for (const declaration of template.template.declarations) {
    if (declaration.kind === 'resource' || declaration.kind === 'module') checkDeclaration(declaration, template);
    if (declaration.kind === 'var' && declaration.value.kind === 'for') checkLoop(declaration.value, template);
  }
}

function checkDeclaration(declaration: ResourceDeclaration | ModuleDeclaration, template: TemplateScope): void {
  const { body } = declaration;
  const conditional = body.kind === 'for' ? body.body : body;
  const names = body.kind === 'for' ? hidden(template.declarations, loopNames(body)) : template.declarations;
  const report = (what: string, expression: Expression) => reportIn(what, expression, names, template);
  if (body.kind === 'for') report('the collection of the loop', body.collection);
  if (conditional.kind === 'if') report('the condition', conditional.condition);
  for (const item of bodyObject(declaration).items) {
    if (item.kind === 'resource') checkDeclaration(item, template);
    else if (item.kind === 'property' && calculatedFirst.includes(String(item.key)))
      report(String(item.key), item.value);
  }
}

/** A loop that is the value of a variable (BCP182). */
function checkLoop(loop: For, template: TemplateScope): void {
  reportIn('the collection of the loop', loop.collection, template.declarations, template);
  reportIn("a variable's loop", loop.body, hidden(template.declarations, loopNames(loop)), template);
}

function reportIn(
  what: string,
  expression: Expression,
  declarations: ReadonlyMap<string, Declaration>,
  template: TemplateScope,
): void {
  const found = runtimeValue(expression, declarations, new Set());
  if (found === undefined) return;
  const reason = `${what} is calculated before anything is deployed, but ${found.text} is known only afterwards`;
  template.report(found.at, `${reason}: use id, name or a parameter`);
}

function loopNames({ item, index }: For): string[] {
  return index === undefined ? [item.name] : [item.name, index.name];
}

/** The declarations that are seen where variables of a loop or a lambda have names of theirs. */
function hidden(
  declarations: ReadonlyMap<string, Declaration>,
  names: readonly string[],
): ReadonlyMap<string, Declaration> {
  return new Map([...declarations].filter(([name]) => !names.includes(name)));
}

interface Found {
  readonly at: Position;
  readonly text: string;
}

/** The first part of an expression that reads what a deployed resource or module tells; through variables too. */
function runtimeValue(
  expression: Expression,
  declarations: ReadonlyMap<string, Declaration>,
  seen: Set<string>,
): Found | undefined {
  if (expression.kind === 'name') {
    const declaration = declarations.get(expression.name);
    if (declaration?.kind !== 'var' || seen.has(expression.name)) return undefined;
    seen.add(expression.name);
    const within = runtimeValue(declaration.value, declarations, seen);
    return within && { at: expression.at, text: `${expression.name} (${within.text})` };
  }
  const read = propertyRead(expression);
  if (read !== undefined) {
    const name = rootName(read.object);
    const kind = name === undefined ? undefined : declarations.get(name)?.kind;
    if ((kind === 'resource' || kind === 'module') && !knownBeforehand.has(read.property))
      return { at: expression.at, text: `${name}.${read.property}` };
    if (kind === 'resource' || kind === 'module') return undefined;
  }
  if (expression.kind === 'call' && expression.object !== undefined) {
    const name = rootName(expression.object);
    if (name !== undefined && declarations.get(name)?.kind === 'resource')
      return { at: expression.at, text: `${name}.${expression.name}()` };
  }
  const names =
    expression.kind === 'lambda'
      ? expression.parameters.map(({ name }) => name)
      : expression.kind === 'for'
        ? loopNames(expression)
        : [];
  const seenWithin = names.length === 0 ? declarations : hidden(declarations, names);
  for (const part of partsOf(expression)) {
    const found = runtimeValue(part, seenWithin, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `object.property`, or `object['property']`. */
function propertyRead(expression: Expression): { readonly object: Expression; readonly property: string } | undefined {
  if (expression.kind === 'member') return expression;
  if (expression.kind !== 'index' || expression.index.kind !== 'string') return undefined;
  const [property, ...others] = expression.index.pieces;
  return typeof property === 'string' && others.length === 0 ? { object: expression.object, property } : undefined;
}

/** The resource that `name`, `name[0]`, `name!` or `name::nested` stands for. */
function rootName(expression: Expression): string | undefined {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind === 'index' || expression.kind === 'nested') return rootName(expression.object);
  return expression.kind === 'nonNull' ? rootName(expression.operand) : undefined;
}
