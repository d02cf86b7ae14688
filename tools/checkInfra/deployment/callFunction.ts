import type { Expression } from '../syntax/tree';
import { type Environment, withValues } from './environment';
import { isObject, Unknown, type Value, valueText } from './value';

type Call = Extract<Expression, { kind: 'call' }>;
type Evaluate = (expression: Expression, environment: Environment) => Value;

/** The functions that infrastructure is decided by; any other is Azure's to work out. Undefined where it is not known. */
export function callFunction(call: Call, environment: Environment, evaluate: Evaluate): Value | undefined {
  const own = environment.functionOf(call.name);
  const values = call.arguments.map((argument) =>
    argument.kind === 'lambda' ? null : evaluate(argument, environment),
  );
  if (own !== undefined) {
    const given = own.parameters.map(({ local }, index) => [local.name, values[index] ?? null] as const);
    return evaluate(own.body, withValues(environment, new Map(given)));
  }
  const [items] = values;
  const lambda = call.arguments[1];
  if (lambda?.kind !== 'lambda') return apply(call.name, values);
  if (!Array.isArray(items)) return undefined;
  const results = items.map((item: Value, index) => {
    const [first, second] = lambda.parameters;
    const locals = new Map<string | undefined, Value>([
      [second?.name, index],
      [first?.name, item],
    ]);
    return evaluate(lambda.body, withValues(environment, locals));
  });
  if (call.name === 'map') return results;
  if (call.name !== 'filter' || results.some((result) => typeof result !== 'boolean')) return undefined;
  return items.filter((_, index) => results[index]);
}

function apply(name: string, values: readonly Value[]): Value | undefined {
  // Whatever it is of, it is 13 letters and digits.
  if (name === 'uniqueString') return 'abcdefghijk23';
  const [first] = values;
  if (first === undefined || values.some((value) => value instanceof Unknown)) return undefined;
  // The id is not known, but what it is of.
  if (/ResourceId$/.test(name)) return new Unknown(`${name}(${values.map(valueText).join(', ')})`);
  switch (name) {
    case 'any':
      return first;
    case 'empty':
      return (
        first === null ||
        first === '' ||
        (Array.isArray(first) ? first.length === 0 : isObject(first) && Object.keys(first).length === 0)
      );
    case 'length':
      return typeof first === 'string' || Array.isArray(first) ? first.length : undefined;
    case 'toLower':
      return typeof first === 'string' ? first.toLowerCase() : undefined;
    case 'take':
      if (typeof values[1] !== 'number') return undefined;
      return typeof first === 'string' || Array.isArray(first) ? first.slice(0, values[1]) : undefined;
    case 'replace':
      return typeof first === 'string' ? first.replaceAll(String(values[1]), String(values[2])) : undefined;
    case 'toUpper':
      return typeof first === 'string' ? first.toUpperCase() : undefined;
    case 'string':
      return typeof first === 'object' ? undefined : String(first);
    case 'contains':
      if (Array.isArray(first)) return (first as readonly Value[]).includes(values[1]!);
      return isObject(first)
        ? Object.hasOwn(first, String(values[1]))
        : typeof first === 'string' && first.includes(String(values[1]));
    case 'concat':
      return values.every(Array.isArray) ? values.flat() : values.join('');
    case 'union':
      if (values.every(isObject)) return Object.assign({}, ...values) as Value;
      return values.every(Array.isArray) ? [...new Set(values.flat())] : undefined;
    default:
      return undefined;
  }
}
