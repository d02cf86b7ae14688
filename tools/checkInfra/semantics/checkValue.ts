import type { Expression, ObjectExpression } from '../syntax/tree';
import { assign, given, lengthFit, missing, unknownProperty, variantOf } from '../types/assign';
import { boolean, nothing, type ObjectType, type Property, type Type } from '../types/type';
import { unionOf } from '../types/unionOf';
import { branchScopes, inferType, loopScope } from './inferType';
import type { Scope } from './scope';

/**
 * Checks an expression where a type is taken. Objects, arrays, loops and conditions are gone into, so that what is wrong
 * is told at its own line; anything else is held to the type as a whole, and counted as checked or not.
 *
 * @param also names of properties that the object may have beside those of its type
 */
export function checkValue(expression: Expression, target: Type, scope: Scope, also: readonly string[] = []): void {
  const inner = innerTarget(expression, target);
  if (expression.kind === 'ternary') {
    checkValue(expression.condition, boolean, scope);
    const { consequence, alternative } = branchScopes(expression, scope);
    checkValue(expression.consequence, target, consequence);
    checkValue(expression.alternative, target, alternative);
  } else if (expression.kind === 'object' && (inner.kind === 'object' || inner.kind === 'discriminated')) {
    checkObject(expression, inner, scope, also);
  } else if (expression.kind === 'array' && inner.kind === 'array') {
    for (const item of expression.items) {
      if (item.kind === 'spread') checkValue(item.operand, { kind: 'array', item: inner.item }, scope);
      else checkValue(item, inner.item, scope);
    }
    if (expression.items.every(({ kind }) => kind !== 'spread'))
      scope.judge(expression.at, lengthFit(expression.items.length, inner, ''));
  } else if (expression.kind === 'for' && inner.kind === 'array') {
    checkValue(expression.body, inner.item, loopScope(expression, scope));
  } else scope.judge(expression.at, assign(inferType(expression, scope), target));
}

/** Of a union, the one member that an object or an array can be. */
function innerTarget({ kind }: Expression, target: Type): Type {
  if (target.kind !== 'union') return target;
  const kinds = kind === 'object' ? ['object', 'discriminated'] : ['array'];
  const members = target.members.filter((member) => kinds.includes(member.kind));
  return members.length === 1 ? members[0]! : target;
}

function checkObject(
  expression: ObjectExpression,
  target: Extract<Type, { kind: 'object' | 'discriminated' }>,
  scope: Scope,
  also: readonly string[],
): void {
  const type = target.kind === 'object' ? target : chosenVariant(expression, target, scope);
  const names = new Set<string>();
  let open = false;
  for (const item of expression.items) {
    if (item.kind === 'resource') continue;
    if (item.kind === 'spread') {
      const spread = inferType(item.operand, scope);
      if (spread.kind === 'object') for (const name of spread.properties.keys()) names.add(name);
      if (spread.kind !== 'object' || spread.additional !== undefined) open = true;
      const optional = [...type.properties].map(([name, property]): [string, Property] => [
        name,
        { ...property, type: property.type, required: false },
      ]);
      scope.judge(item.at, assign(spread, { ...type, properties: new Map(optional) }));
      continue;
    }
    const key = keyOf(item.key, scope);
    if (key === undefined) {
      open = true;
      checkValue(item.value, type.additional ?? { kind: 'any' }, scope);
      continue;
    }
    if (names.has(key)) scope.report(item.at, `${key} stands here twice: remove one`);
    names.add(key);
    const taken = type.properties.get(key);
    if (taken?.readOnly) {
      inferType(item.value, scope);
      scope.report(item.at, `${key} is read-only: leave it out`);
    } else if (taken !== undefined)
      checkValue(item.value, taken.required ? taken.type : unionOf([taken.type, nothing]), scope);
    else if (type.additional !== undefined) checkValue(item.value, type.additional, scope);
    else {
      inferType(item.value, scope);
      if (!also.includes(key)) scope.judge(item.at, unknownProperty(key, type, ''));
    }
  }
  if (!open) for (const message of missing(type, names, '')) scope.report(expression.at, message);
}

function keyOf(key: string | Extract<Expression, { kind: 'string' }>, scope: Scope): string | undefined {
  if (typeof key === 'string') return key;
  const type = inferType(key, scope);
  return type.kind === 'string' ? type.value : undefined;
}

/** The variant that the object's discriminator chooses; where it chooses none, that is told, and anything more is taken. */
function chosenVariant(
  expression: ObjectExpression,
  target: Extract<Type, { kind: 'discriminated' }>,
  scope: Scope,
): ObjectType {
  const chosen = inferType(expression, scope);
  const discriminator = chosen.kind === 'object' ? chosen.properties.get(target.discriminator) : undefined;
  const variant = variantOf(target, discriminator && given(discriminator.type, discriminator), '');
  if ('kind' in variant) return variant;
  scope.judge(expression.at, variant);
  return { kind: 'object', name: target.name, properties: target.base, additional: { kind: 'any' } };
}
