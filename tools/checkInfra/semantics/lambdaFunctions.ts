import type { Expression } from '../syntax/tree';
import { any, anyObject, integer, type Type } from '../types/type';
import { typeText } from '../types/typeText';
import { unionOf } from '../types/unionOf';
import { type Scope, withLocals } from './scope';

type Infer = (expression: Expression, scope: Scope) => Type;

interface LambdaFunction {
  readonly arguments: readonly [least: number, most: number];
  /** What the lambdas' variables are, given the items of the collection. */
  locals(item: Type, initial: Type): readonly Type[];
  returns(item: Type, results: readonly Type[]): Type;
}

const indexed = (item: Type): Type[] => [item, integer];
const arrayOf = (item: Type): Type => ({ kind: 'array', item });
const valuesOf = (additional: Type): Type => ({ kind: 'object', name: 'object', properties: new Map(), additional });

/** The functions that take lambdas, as https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-lambda tells. */
const lambdaFunctions: Readonly<Record<string, LambdaFunction>> = {
  filter: { arguments: [2, 2], locals: indexed, returns: (item) => arrayOf(item) },
  map: { arguments: [2, 2], locals: indexed, returns: (_, [result = any]) => arrayOf(result) },
  mapValues: { arguments: [2, 2], locals: (item) => [item], returns: (_, [result = any]) => valuesOf(result) },
  sort: { arguments: [2, 2], locals: (item) => [item, item], returns: (item) => arrayOf(item) },
  groupBy: { arguments: [2, 3], locals: (item) => [item], returns: () => anyObject },
  toObject: {
    arguments: [2, 3],
    locals: (item) => [item],
    returns: (item, [, value = item]) => valuesOf(value),
  },
  reduce: { arguments: [3, 3], locals: (item) => [any, item, integer], returns: () => any },
};

export function isLambdaFunction(name: string): boolean {
  return Object.hasOwn(lambdaFunctions, name);
}

/** What a function of {@link isLambdaFunction} returns, its lambdas checked with the items they are given. */
export function lambdaCallType(call: Extract<Expression, { kind: 'call' }>, scope: Scope, infer: Infer): Type {
  const {
    arguments: [least, most],
    locals,
    returns,
  } = lambdaFunctions[call.name]!;
  const [collection, ...others] = call.arguments;
  if (collection === undefined || call.arguments.length < least || call.arguments.length > most) {
    scope.report(
      call.at,
      `${call.name} takes ${least === most ? least : `${least} or ${most}`} arguments, not ${call.arguments.length}`,
    );
    return any;
  }
  const item = itemType(infer(collection, scope), collection, scope);
  const results = others.flatMap((argument) => {
    if (argument.kind !== 'lambda') {
      infer(argument, scope);
      return [];
    }
    const given = locals(item, any);
    const [fewest, most] = [call.name === 'reduce' || call.name === 'sort' ? 2 : 1, given.length];
    if (argument.parameters.length < fewest || argument.parameters.length > most)
      scope.report(
        argument.at,
        `this lambda of ${call.name} takes ${fewest === most ? fewest : `${fewest} or ${most}`} variables, not ${argument.parameters.length}`,
      );
    const named = argument.parameters.map(({ name }, index) => [name, given[index] ?? any] as const);
    return [infer(argument.body, withLocals(scope, new Map(named)))];
  });
  return returns(item, results);
}

/** What the items of a collection are; what is none is reported. */
export function itemType(collection: Type, at: Expression, scope: Scope): Type {
  switch (collection.kind) {
    case 'array':
      return collection.item;
    case 'tuple':
      return unionOf(collection.items);
    case 'union':
      return unionOf(collection.members.map((member) => itemType(member, at, scope)));
    case 'any':
    case 'object':
      // mapValues goes over the values of an object.
      return collection.kind === 'object' && collection.additional === undefined
        ? unionOf([...collection.properties.values()].map(({ type }) => type))
        : any;
    default:
      scope.report(at.at, `is ${typeText(collection)}, where an array is taken`);
      return any;
  }
}
