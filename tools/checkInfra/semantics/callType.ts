import { parse as parseYaml } from 'yaml';
import type { Expression } from '../syntax/tree';
import { assign } from '../types/assign';
import { jsonType } from '../types/jsonType';
import { suggestion } from '../types/suggestion';
import { any, type Type } from '../types/type';
import { typeText } from '../types/typeText';
import { unionOf } from '../types/unionOf';
import { builtInFunctions } from './builtInFunctions';
import { isLambdaFunction, itemType, lambdaCallType } from './lambdaFunctions';
import type { Scope } from './scope';

type Call = Extract<Expression, { kind: 'call' }>;
type Infer = (expression: Expression, scope: Scope) => Type;

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  loadJsonContent: JSON.parse,
  loadYamlContent: parseYaml,
};

/** What a call returns. A function that is not there, and arguments it does not take, are reported. */
export function callType(call: Call, scope: Scope, infer: Infer): Type {
  const namespace =
    call.object?.kind === 'name' &&
    ['az', 'sys'].includes(call.object.name) &&
    scope.typeOf(call.object.name) === undefined;
  if (call.object !== undefined && !namespace) return methodType(call, infer(call.object, scope), scope, infer);
  const own = scope.functionOf(call.name);
  if (own !== undefined) {
    checkArguments(call, { required: own.parameters, optional: [], rest: undefined }, scope, infer);
    return own.returns;
  }
  if (isLambdaFunction(call.name)) return lambdaCallType(call, scope, infer);
  const builtIn = builtInFunctions.get(call.name);
  if (builtIn === undefined) {
    for (const argument of call.arguments) infer(argument, scope);
    // Each resource type has its own functions of these names.
    if (/^list[A-Z]/.test(call.name)) return any;
    scope.report(call.at, `there is no function ${call.name}${suggestion(call.name, builtInFunctions.keys())}`);
    return any;
  }
  const given = checkArguments(call, builtIn, scope, infer);
  if (call.name.startsWith('load')) return fileType(call, given[0], scope, builtIn.returns);
  return closerType(call, given, scope) ?? builtIn.returns;
}

interface Takes {
  readonly required: readonly Type[];
  readonly optional: readonly Type[];
  readonly rest: Type | undefined;
}

function checkArguments(call: Call, { required, optional, rest }: Takes, scope: Scope, infer: Infer): Type[] {
  const taken = [...required, ...optional];
  const most = rest === undefined ? taken.length : Number.POSITIVE_INFINITY;
  if (call.arguments.length < required.length || call.arguments.length > most) {
    const count = most === required.length ? `${most}` : `${required.length} or more`;
    scope.report(
      call.at,
      `${call.name} takes ${count} argument${count === '1' ? '' : 's'}, not ${call.arguments.length}`,
    );
  }
  return call.arguments.map((argument, index) => {
    const type = infer(argument, scope);
    for (const message of assign(type, taken[index] ?? rest ?? any).wrong)
      scope.report(argument.at, `${call.name}: ${message}`);
    return type;
  });
}

/** `resource.listKeys()` and the like. */
function methodType(call: Call, object: Type, scope: Scope, infer: Infer): Type {
  for (const argument of call.arguments) infer(argument, scope);
  if (object.kind !== 'resource' && object.kind !== 'any')
    scope.report(call.at, `${typeText(object)} has no function ${call.name}`);
  return any;
}

/** Where the arguments tell more of the result than the signature does. */
function closerType(call: Call, given: readonly Type[], scope: Scope): Type | undefined {
  const [first = any] = given;
  switch (call.name) {
    case 'first':
    case 'last':
      return ['array', 'tuple'].includes(first.kind) ? itemType(first, call, scope) : any;
    case 'concat':
      if (given.every(({ kind }) => kind === 'tuple' || kind === 'array'))
        return { kind: 'array', item: unionOf(given.map((type) => itemType(type, call, scope))) };
      return given.some(({ kind }) => kind === 'string') ? { kind: 'string' } : any;
    case 'take':
    case 'skip':
      return first.kind === 'string' ? { kind: 'string' } : any;
    case 'toLower':
    case 'toUpper':
      if (first.kind !== 'string' || first.value === undefined) return undefined;
      return { kind: 'string', value: call.name === 'toLower' ? first.value.toLowerCase() : first.value.toUpperCase() };
    default:
      return undefined;
  }
}

/** What a file holds that the compiler loads: JSON and YAML are known to the last value. */
function fileType(call: Call, path: Type | undefined, scope: Scope, otherwise: Type): Type {
  if (path?.kind !== 'string' || path.value === undefined) {
    if (path !== undefined)
      scope.report(call.at, `${call.name} takes a path that is known beforehand, without parameters`);
    return otherwise;
  }
  if (call.name === 'loadDirectoryFileInfo') return otherwise;
  const text = scope.readText(path.value);
  if (text === undefined) {
    scope.report(call.at, `there is no file ${path.value} beside this template`);
    return otherwise;
  }
  const reader = call.arguments.length === 1 ? readers[call.name] : undefined;
  if (reader === undefined) return otherwise;
  try {
    return jsonType(reader(text));
  } catch (error) {
    scope.report(call.at, `${path.value} cannot be read: ${(error as Error).message}`);
    return otherwise;
  }
}
