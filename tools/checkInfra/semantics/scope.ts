import type { Position } from '../position';
import type { Fit } from '../types/assign';
import type { Type } from '../types/type';

/** A function of a template's own: `func name(…) …`. */
export interface OwnFunction {
  readonly parameters: readonly Type[];
  readonly returns: Type;
}

/** What a place in a template sees: what names mean, and where what is found out about it goes. */
export interface Scope {
  /** What a name is; undefined where nothing has it. Whoever asks uses it. */
  typeOf(name: string): Type | undefined;
  /** A type that is declared by name; undefined where none is. */
  namedType(name: string): Type | undefined;
  functionOf(name: string): OwnFunction | undefined;
  /** The names that can be written here, for suggestions. */
  names(): Iterable<string>;
  /** The values that an expression, given by its text, cannot have here. */
  excluded(text: string): ReadonlySet<string>;
  /** The text of a file, its path relative to the template's; undefined where there is none. */
  readText(path: string): string | undefined;
  report(at: Position, message: string): void;
  /** Counts a value as checked or not, and reports what is wrong with it. */
  judge(at: Position, fit: Fit): void;
}

/** The scope within a loop, a lambda or a resource: with variables of its own. */
export function withLocals(scope: Scope, locals: ReadonlyMap<string, Type>): Scope {
  return {
    ...rest(scope),
    typeOf: (name) => locals.get(name) ?? scope.typeOf(name),
    names: () => [...locals.keys(), ...scope.names()],
  };
}

/** The scope of the branch where an expression is known not to have a value. */
export function without(scope: Scope, text: string, value: string): Scope {
  return {
    ...rest(scope),
    excluded: (other) => (other === text ? new Set([...scope.excluded(other), value]) : scope.excluded(other)),
  };
}

function rest(scope: Scope): Scope {
  return {
    typeOf: (name) => scope.typeOf(name),
    namedType: (name) => scope.namedType(name),
    functionOf: (name) => scope.functionOf(name),
    names: () => scope.names(),
    excluded: (text) => scope.excluded(text),
    readText: (path) => scope.readText(path),
    report: (at, message) => scope.report(at, message),
    judge: (at, fit) => scope.judge(at, fit),
  };
}
