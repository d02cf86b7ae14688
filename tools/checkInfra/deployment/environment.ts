import type { FunctionDeclaration } from '../syntax/tree';
import type { Value } from './value';

/** What names stand for. */
export interface Environment {
  valueOf(name: string): Value | undefined;
  functionOf(name: string): FunctionDeclaration | undefined;
}

/** The environment within a loop, a lambda or a function, which has variables of its own. */
export function withValues(environment: Environment, values: ReadonlyMap<string | undefined, Value>): Environment {
  return {
    valueOf: (name) => values.get(name) ?? environment.valueOf(name),
    functionOf: (name) => environment.functionOf(name),
  };
}
