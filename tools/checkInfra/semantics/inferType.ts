import { expressionText } from '../syntax/expressionText';
import type { Expression } from '../syntax/tree';
import { suggestion } from '../types/suggestion';
import { any, boolean, integer, nothing, type ObjectType, property, string, type Type } from '../types/type';
import { typeText } from '../types/typeText';
import { unionOf, withoutNull } from '../types/unionOf';
import { callType } from './callType';
import { itemType } from './lambdaFunctions';
import { memberType } from './memberType';
import { type Scope, withLocals, without } from './scope';

/** What an expression is. Names and properties that are not there are reported, once for each place. */
export function inferType(expression: Expression, scope: Scope): Type {
  switch (expression.kind) {
    case 'string':
      return stringType(expression, scope);
    case 'integer':
    case 'boolean':
      return { kind: expression.kind, value: expression.value } as Type;
    case 'null':
      return nothing;
    case 'object':
      return objectType(expression, scope);
    case 'array':
      return arrayType(expression, scope);
    case 'name':
      return narrow(expression, nameType(expression, scope), scope);
    case 'member':
    case 'index':
    case 'nested':
    case 'call':
    case 'nonNull': {
      const { type, mayStop } = accessType(expression, scope);
      return narrow(expression, mayStop ? unionOf([type, nothing]) : type, scope);
    }
    case 'lambda':
      scope.report(expression.at, 'a lambda stands here, but only functions like map and filter take one');
      return { kind: 'lambda' };
    case 'unary':
      return operandType(expression.operand, expression.operator === '!' ? boolean : integer, scope);
    case 'binary':
      return binaryType(expression, scope);
    case 'ternary': {
      operandType(expression.condition, boolean, scope);
      const { consequence, alternative } = branchScopes(expression, scope);
      return unionOf([inferType(expression.consequence, consequence), inferType(expression.alternative, alternative)]);
    }
    case 'for':
      return { kind: 'array', item: inferType(expression.body, loopScope(expression, scope)) };
    case 'if':
      operandType(expression.condition, boolean, scope);
      return inferType(expression.body, scope);
  }
}

/** The scope of a loop's body: its collection is looked at, and its variables are declared. */
export function loopScope({ item, index, collection }: Extract<Expression, { kind: 'for' }>, scope: Scope): Scope {
  const locals = new Map<string, Type>([[item.name, itemType(inferType(collection, scope), collection, scope)]]);
  if (index !== undefined) locals.set(index.name, integer);
  return withLocals(scope, locals);
}

/** The scopes of a condition's branches: where `x == 'a'` does not hold, x is not 'a'. */
export function branchScopes(
  { condition }: Extract<Expression, { kind: 'ternary' }>,
  scope: Scope,
): { readonly consequence: Scope; readonly alternative: Scope } {
  if (condition.kind !== 'binary' || condition.right.kind !== 'string')
    return { consequence: scope, alternative: scope };
  const [value] = condition.right.pieces;
  if (condition.right.pieces.length !== 1 || typeof value !== 'string')
    return { consequence: scope, alternative: scope };
  const other = without(scope, expressionText(condition.left), value);
  if (condition.operator === '==') return { consequence: scope, alternative: other };
  return { consequence: condition.operator === '!=' ? other : scope, alternative: scope };
}

function narrow(expression: Expression, type: Type, scope: Scope): Type {
  if (type.kind !== 'union') return type;
  const excluded = scope.excluded(expressionText(expression));
  return excluded.size === 0
    ? type
    : unionOf(type.members.filter((member) => member.kind !== 'string' || !excluded.has(member.value ?? '')));
}

function stringType({ pieces }: Extract<Expression, { kind: 'string' }>, scope: Scope): Type {
  const types = pieces.map(
    (piece): Type => (typeof piece === 'string' ? { kind: 'string', value: piece } : inferType(piece, scope)),
  );
  const texts = types.map((type) => ('value' in type && type.value !== undefined ? String(type.value) : undefined));
  return texts.every((text) => text !== undefined) ? { kind: 'string', value: texts.join('') } : string;
}

function nameType({ name, at }: Extract<Expression, { kind: 'name' }>, scope: Scope): Type {
  const type = scope.typeOf(name);
  if (type !== undefined) return type;
  scope.report(at, `nothing here is named ${name}${suggestion(name, scope.names())}`);
  return any;
}

/** What is taken from a value; `mayStop` where a `.?` before it gave null and the rest was not looked at. */
function accessType(expression: Expression, scope: Scope): { readonly type: Type; readonly mayStop: boolean } {
  switch (expression.kind) {
    case 'member': {
      const { type, mayStop } = accessType(expression.object, scope);
      const member = narrow(
        expression,
        memberType(type, expression.property, expression.safe, expression.at, scope),
        scope,
      );
      return { type: member, mayStop: mayStop || expression.safe };
    }
    case 'index': {
      const { type, mayStop } = accessType(expression.object, scope);
      return { type: indexType(type, expression, scope), mayStop: mayStop || expression.safe };
    }
    case 'nested': {
      const { type, mayStop } = accessType(expression.object, scope);
      const nested = type.kind === 'resource' ? type.nested.get(expression.name) : undefined;
      if (nested === undefined && type.kind !== 'any')
        scope.report(expression.at, `${typeText(type)} has no nested resource ${expression.name}`);
      return { type: nested ?? any, mayStop };
    }
    case 'call':
      return { type: callType(expression, scope, inferType), mayStop: false };
    case 'nonNull': {
      const { type } = accessType(expression.operand, scope);
      const there = withoutNull(type);
      return {
        type: there.kind === 'resource' || there.kind === 'module' ? { ...there, conditional: false } : there,
        mayStop: false,
      };
    }
    default:
      return { type: inferType(expression, scope), mayStop: false };
  }
}

function indexType(object: Type, { index, safe, at }: Extract<Expression, { kind: 'index' }>, scope: Scope): Type {
  const key = inferType(index, scope);
  if (key.kind === 'string' && object.kind !== 'array' && object.kind !== 'tuple') {
    if (key.value !== undefined) return memberType(object, key.value, safe, at, scope);
    return any;
  }
  if (object.kind === 'tuple' && key.kind === 'integer' && key.value !== undefined) {
    const item = object.items[key.value];
    if (item === undefined && !safe)
      scope.report(index.at, `there is no item ${key.value}: the array has ${object.items.length}`);
    return item ?? any;
  }
  if (object.kind === 'array' || object.kind === 'tuple') {
    if (key.kind !== 'integer' && key.kind !== 'any')
      scope.report(index.at, `is ${typeText(key)}, where an index (int) is taken`);
    return itemType(object, index, scope);
  }
  return any;
}

function operandType(expression: Expression, target: Type, scope: Scope): Type {
  const type = inferType(expression, scope);
  const kinds = type.kind === 'union' ? type.members : [type];
  if (!kinds.every(({ kind }) => kind === target.kind || kind === 'any' || kind === 'never'))
    scope.report(expression.at, `is ${typeText(type)}, where ${typeText(target)} is taken`);
  return target;
}

function binaryType({ operator, left, right }: Extract<Expression, { kind: 'binary' }>, scope: Scope): Type {
  if (operator === '&&' || operator === '||') {
    operandType(left, boolean, scope);
    return operandType(right, boolean, scope);
  }
  if (['+', '-', '*', '/', '%'].includes(operator)) {
    operandType(left, integer, scope);
    return operandType(right, integer, scope);
  }
  const types = [inferType(left, scope), inferType(right, scope)] as const;
  if (operator === '??') return unionOf([withoutNull(types[0]), types[1]]);
  return boolean;
}

function objectType({ items }: Extract<Expression, { kind: 'object' }>, scope: Scope): Type {
  const properties = new Map<string, ReturnType<typeof property>>();
  let additional: Type | undefined;
  for (const item of items) {
    if (item.kind === 'resource') continue;
    const type = inferType(item.kind === 'spread' ? item.operand : item.value, scope);
    if (item.kind === 'property') {
      const key = typeof item.key === 'string' ? item.key : keyOf(stringType(item.key, scope));
      if (key === undefined) additional = unionOf(additional === undefined ? [type] : [additional, type]);
      else properties.set(key, property(type, true));
    } else if (type.kind === 'object' && type.additional === undefined) {
      for (const [name, member] of type.properties) properties.set(name, member);
    } else additional = any;
  }
  const object: ObjectType = { kind: 'object', name: 'object', properties };
  return additional === undefined ? object : { ...object, additional };
}

function keyOf(type: Type): string | undefined {
  return type.kind === 'string' ? type.value : undefined;
}

function arrayType({ items }: Extract<Expression, { kind: 'array' }>, scope: Scope): Type {
  const types: Type[] = [];
  let lengthIsKnown = true;
  for (const item of items) {
    const type = inferType(item.kind === 'spread' ? item.operand : item, scope);
    if (item.kind !== 'spread') types.push(type);
    else if (type.kind === 'tuple') types.push(...type.items);
    else {
      types.push(itemType(type, item.operand, scope));
      lengthIsKnown = false;
    }
  }
  return lengthIsKnown ? { kind: 'tuple', items: types } : { kind: 'array', item: unionOf(types) };
}
