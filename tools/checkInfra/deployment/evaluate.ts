import { expressionText } from '../syntax/expressionText';
import type { Expression } from '../syntax/tree';
import { callFunction } from './callFunction';
import { type Environment, withValues } from './environment';
import { isObject, Unknown, type Value } from './value';

/** What an expression comes to. What depends on Azure, and what this does not know how to work out, is {@link Unknown}. */
export function evaluate(expression: Expression, environment: Environment): Value {
  const unknown = () => new Unknown(expressionText(expression));
  // Not by `??`: null is a value, too.
  const orUnknown = (value: Value | undefined) => (value === undefined ? unknown() : value);
  switch (expression.kind) {
    case 'string':
      return text(expression, environment) ?? unknown();
    case 'integer':
    case 'boolean':
      return expression.value;
    case 'null':
      return null;
    case 'object':
      return object(expression, environment) ?? unknown();
    case 'array':
      return array(expression, environment) ?? unknown();
    case 'name':
      return orUnknown(environment.valueOf(expression.name));
    case 'member':
    case 'nested': {
      const name = expression.kind === 'member' ? expression.property : expression.name;
      const holder = evaluate(expression.object, environment);
      return orUnknown(memberOf(holder, name, expression.kind === 'member' ? '.' : '::'));
    }
    case 'index': {
      const index = evaluate(expression.index, environment);
      const from = evaluate(expression.object, environment);
      if (Array.isArray(from) && typeof index === 'number') return orUnknown((from as readonly Value[])[index]);
      return typeof index === 'string' ? orUnknown(memberOf(from, index, '.')) : unknown();
    }
    case 'nonNull':
      return evaluate(expression.operand, environment);
    case 'call':
      return expression.object === undefined ||
        (expression.object.kind === 'name' && ['az', 'sys'].includes(expression.object.name))
        ? (callFunction(expression, environment, evaluate) ?? unknown())
        : unknown();
    case 'unary': {
      const operand = evaluate(expression.operand, environment);
      if (expression.operator === '!') return typeof operand === 'boolean' ? !operand : unknown();
      return typeof operand === 'number' ? -operand : unknown();
    }
    case 'binary':
      return binary(expression, environment) ?? unknown();
    case 'ternary': {
      const condition = evaluate(expression.condition, environment);
      if (typeof condition !== 'boolean') return unknown();
      return evaluate(condition ? expression.consequence : expression.alternative, environment);
    }
    case 'for': {
      const items = evaluate(expression.collection, environment);
      if (!Array.isArray(items)) return unknown();
      return items.map((item: Value, index) =>
        evaluate(expression.body, loopEnvironment(expression, item, index, environment)),
      );
    }
    default:
      return unknown();
  }
}

export function loopEnvironment(
  { item, index }: Extract<Expression, { kind: 'for' }>,
  value: Value,
  position: number,
  environment: Environment,
): Environment {
  const values = new Map<string | undefined, Value>([
    [index?.name, position],
    [item.name, value],
  ]);
  return withValues(environment, values);
}

function memberOf(value: Value, name: string, mark: '.' | '::'): Value | undefined {
  if (value instanceof Unknown) return new Unknown(`${value.text}${mark}${name}`);
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function text({ pieces }: Extract<Expression, { kind: 'string' }>, environment: Environment): Value | undefined {
  const values = pieces.map((piece) => (typeof piece === 'string' ? piece : evaluate(piece, environment)));
  return values.every((value) => ['string', 'number', 'boolean'].includes(typeof value)) ? values.join('') : undefined;
}

function object({ items }: Extract<Expression, { kind: 'object' }>, environment: Environment): Value | undefined {
  const result: Record<string, Value> = {};
  for (const item of items) {
    if (item.kind === 'resource') continue;
    const value = evaluate(item.kind === 'spread' ? item.operand : item.value, environment);
    if (item.kind === 'property') {
      const key = typeof item.key === 'string' ? item.key : text(item.key, environment);
      if (typeof key !== 'string') return undefined;
      result[key] = value;
    } else if (isObject(value)) Object.assign(result, value);
    else return undefined;
  }
  return result;
}

function array({ items }: Extract<Expression, { kind: 'array' }>, environment: Environment): Value | undefined {
  const values = items.map(
    (item) => [item.kind, evaluate(item.kind === 'spread' ? item.operand : item, environment)] as const,
  );
  if (values.some(([kind, value]) => kind === 'spread' && !Array.isArray(value))) return undefined;
  return values.flatMap(([kind, value]) => (kind === 'spread' ? (value as readonly Value[]) : [value]));
}

function binary(
  { operator, left, right }: Extract<Expression, { kind: 'binary' }>,
  environment: Environment,
): Value | undefined {
  const first = evaluate(left, environment);
  if (operator === '&&' && first === false) return false;
  if (operator === '||' && first === true) return true;
  if (operator === '??')
    return first === null ? evaluate(right, environment) : first instanceof Unknown ? undefined : first;
  const second = evaluate(right, environment);
  if (operator === '&&' && second === false) return false;
  if (operator === '||' && second === true) return true;
  if (first instanceof Unknown || second instanceof Unknown) return undefined;
  if (operator === '==') return first === second;
  if (operator === '!=') return first !== second;
  if (typeof first === 'boolean' && typeof second === 'boolean') return second;
  return typeof first === 'number' && typeof second === 'number' ? arithmetic(operator, first, second) : undefined;
}

function arithmetic(operator: string, left: number, right: number): Value | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return Math.trunc(left / right);
    case '%':
      return left % right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      return undefined;
  }
}
