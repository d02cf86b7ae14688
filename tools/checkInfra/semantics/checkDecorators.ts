import type { Declaration, Decorator } from '../syntax/tree';
import { suggestion } from '../types/suggestion';
import type { Type } from '../types/type';
import { typeText } from '../types/typeText';
import { inferType } from './inferType';
import type { Scope } from './scope';

type Kind = Declaration['kind'];

const typed: readonly Kind[] = ['param', 'type', 'output'];
const everything: readonly Kind[] = ['param', 'type', 'output', 'var', 'func', 'resource', 'module'];

/** What each decorator may stand before, and how many arguments it takes. */
const decorators: Readonly<Record<string, { readonly before: readonly Kind[]; readonly arguments: number }>> = {
  allowed: { before: ['param'], arguments: 1 },
  batchSize: { before: ['resource', 'module'], arguments: 1 },
  description: { before: everything, arguments: 1 },
  discriminator: { before: typed, arguments: 1 },
  export: { before: ['type', 'var', 'func'], arguments: 0 },
  maxLength: { before: typed, arguments: 1 },
  maxValue: { before: typed, arguments: 1 },
  metadata: { before: typed, arguments: 1 },
  minLength: { before: typed, arguments: 1 },
  minValue: { before: typed, arguments: 1 },
  onlyIfNotExists: { before: ['resource'], arguments: 0 },
  retryOn: { before: ['resource'], arguments: 2 },
  sealed: { before: typed, arguments: 0 },
  secure: { before: typed, arguments: 0 },
  waitUntil: { before: ['resource'], arguments: 2 },
};

/** Reports decorators that are not there, stand before what they do not decorate, twice, or with other arguments. */
export function checkDecorators(
  { kind, decorators: given }: Pick<Declaration, 'kind' | 'decorators'>,
  scope: Scope,
): void {
  const seen = new Set<string>();
  for (const { name, arguments: values, at } of given) {
    const known = Object.hasOwn(decorators, name) ? decorators[name] : undefined;
    if (known === undefined)
      scope.report(at, `there is no decorator @${name}${suggestion(name, Object.keys(decorators))}`);
    else if (!known.before.includes(kind))
      scope.report(at, `@${name} does not decorate ${kind}: it stands before ${known.before.join(', ')}`);
    else if (values.length !== known.arguments && name !== 'retryOn')
      scope.report(
        at,
        `@${name} takes ${known.arguments} argument${known.arguments === 1 ? '' : 's'}, not ${values.length}`,
      );
    if (seen.has(name)) scope.report(at, `@${name} stands here twice: remove one`);
    seen.add(name);
    for (const value of values) inferType(value, scope);
  }
  checkBounds(given, scope, 'minValue', 'maxValue');
  checkBounds(given, scope, 'minLength', 'maxLength');
}

function checkBounds(given: readonly Decorator[], scope: Scope, least: string, most: string): void {
  const [low, high] = [least, most].map((name) => {
    const bound = given.find((decorator) => decorator.name === name)?.arguments[0];
    const type = bound === undefined ? undefined : inferType(bound, scope);
    return type?.kind === 'integer' ? type.value : undefined;
  });
  const at = given.find(({ name }) => name === most)?.at;
  if (at !== undefined && low !== undefined && high !== undefined && low > high)
    scope.report(at, `@${most}(${high}) is less than @${least}(${low})`);
}

/** What decorators of values take: the kinds of types that they narrow. */
const narrowed: Readonly<Record<string, readonly Type['kind'][]>> = {
  maxLength: ['string', 'array', 'tuple'],
  maxValue: ['integer'],
  minLength: ['string', 'array', 'tuple'],
  minValue: ['integer'],
  secure: ['string', 'object', 'discriminated'],
};

/** Reports decorators that do not fit the type they narrow: `@minValue(1)` of a string. */
export function checkNarrowing(given: readonly Decorator[], type: Type, scope: Scope): void {
  const kinds = new Set((type.kind === 'union' ? type.members : [type]).map(({ kind }) => kind));
  for (const { name, at } of given) {
    const taken = Object.hasOwn(narrowed, name) ? narrowed[name] : undefined;
    if (taken === undefined || kinds.has('any') || taken.some((kind) => kinds.has(kind))) continue;
    scope.report(at, `@${name} narrows ${taken[0]}s, and this is ${typeText(type)}: remove it`);
  }
}
