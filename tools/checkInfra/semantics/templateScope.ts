import type { Position } from '../position';
import type { Problem } from '../problem';
import type { Declaration, Import, ModuleDeclaration, ResourceDeclaration, Template } from '../syntax/tree';
import type { Fit } from '../types/assign';
import type { ResourceTypes } from '../types/resourceTypes';
import { any, anyObject, property, type ScopeName, scopeNames, type Type } from '../types/type';
import { mayBeNull } from '../types/unionOf';
import { declaredType } from './declaredType';
import { inferType } from './inferType';
import { isConditional, resourceType } from './resourceReference';
import type { OwnFunction, Scope } from './scope';

/** What a template knows of the world around it. */
export interface Surroundings {
  /** Undefined where the published types are not there: resources' properties are then not checked. */
  readonly resourceTypes: ResourceTypes | undefined;
  /** Another template, its path relative to this one; undefined where there is none. */
  template(path: string): TemplateScope | undefined;
  readText(path: string): string | undefined;
}

export interface Counts {
  checked: number;
  unchecked: number;
}

/** A template, what its names mean, and what was found out about it. */
export class TemplateScope implements Scope {
  readonly problems: Problem[] = [];
  readonly counts: Counts = { checked: 0, unchecked: 0 };
  readonly used = new Set<string>();
  readonly declarations = new Map<string, Exclude<Declaration, { kind: 'output' }>>();
  readonly #types = new Map<string, Type>();
  readonly #judged = new Set<string>();

  constructor(
    readonly template: Template,
    readonly surroundings: Surroundings,
  ) {
    for (const declaration of template.declarations) {
      if (declaration.kind === 'output') continue;
      const earlier = this.declarations.get(declaration.name);
      if (earlier === undefined) this.declarations.set(declaration.name, declaration);
      else
        this.report(
          declaration.at,
          `${declaration.name} is declared in line ${earlier.at.line} already: give one of them another name`,
        );
    }
  }

  get targetScope(): ScopeName {
    const { targetScope } = this.template;
    return scopeNames.find((name) => name === targetScope?.scope) ?? 'resourceGroup';
  }

  typeOf(name: string): Type | undefined {
    const declaration = this.declarations.get(name);
    if (declaration === undefined || declaration.kind === 'type' || declaration.kind === 'func') return undefined;
    this.used.add(name);
    return this.#typeOnce(`value ${name}`, declaration.at, () => this.#valueType(declaration));
  }

  namedType(name: string): Type | undefined {
    const declaration = this.declarations.get(name);
    if (declaration?.kind === 'import') {
      this.used.add(name);
      return this.#imported(declaration)?.namedType(declaration.member) ?? any;
    }
    if (declaration?.kind !== 'type') return undefined;
    this.used.add(name);
    return this.#typeOnce(`type ${name}`, declaration.at, () =>
      declaredType(declaration.type, declaration.decorators, this),
    );
  }

  functionOf(name: string): OwnFunction | undefined {
    const declaration = this.declarations.get(name);
    if (declaration?.kind === 'import') {
      this.used.add(name);
      return this.#imported(declaration)?.functionOf(declaration.member);
    }
    if (declaration?.kind !== 'func') return undefined;
    this.used.add(name);
    const parameters = declaration.parameters.map(({ type }) => declaredType(type, [], this));
    return { parameters, returns: declaredType(declaration.returns, [], this) };
  }

  names(): Iterable<string> {
    return this.declarations.keys();
  }

  excluded(): ReadonlySet<string> {
    return new Set();
  }

  readText(path: string): string | undefined {
    return this.surroundings.readText(path);
  }

  report(at: Position, message: string): void {
    const known = this.problems.some(
      (problem) => problem.at.line === at.line && problem.at.column === at.column && problem.message === message,
    );
    if (!known) this.problems.push({ at, message });
  }

  judge(at: Position, { wrong, uncertain }: Fit): void {
    for (const message of wrong) this.report(at, message);
    const place = `${at.line}:${at.column}`;
    if (this.#judged.has(place)) return;
    this.#judged.add(place);
    if (uncertain) this.counts.unchecked += 1;
    else this.counts.checked += 1;
  }

  /** What a module's `params` may be given. */
  get parameters(): ReadonlyMap<string, { readonly type: Type; readonly required: boolean }> {
    const parameters = [...this.declarations.values()].filter((declaration) => declaration.kind === 'param');
    return new Map(
      parameters.map(({ name, type, decorators, default: value }) => {
        const declared = declaredType(type, decorators, this);
        return [name, { type: declared, required: value === undefined && !mayBeNull(declared) }];
      }),
    );
  }

  /** What is read from a module's `outputs`. */
  get outputs(): Type {
    const outputs = this.template.declarations.filter((declaration) => declaration.kind === 'output');
    const types = outputs.map(
      ({ name, type, decorators }) => [name, property(declaredType(type, decorators, this), true)] as const,
    );
    return { kind: 'object', name: `the module ${this.template.file}`, properties: new Map(types) };
  }

  #typeOnce(key: string, at: Position, find: () => Type): Type {
    const known = this.#types.get(key);
    if (known === undefined) {
      this.#types.set(key, { kind: 'never' });
      this.#types.set(key, find());
    } else if (known.kind === 'never') {
      this.report(at, `${key.split(' ')[1]} needs itself to be known`);
      return any;
    }
    return this.#types.get(key)!;
  }

  #valueType(declaration: Exclude<Declaration, { kind: 'output' | 'type' | 'func' }>): Type {
    switch (declaration.kind) {
      case 'param':
        return declaredType(declaration.type, declaration.decorators, this);
      case 'var':
      case 'value':
        return inferType(declaration.value, this);
      case 'resource':
        return collectionOf(declaration, resourceType(declaration, undefined, this));
      case 'module':
        return collectionOf(declaration, this.#moduleType(declaration));
      case 'import':
        return declaration.member === '*'
          ? anyObject
          : (this.#imported(declaration)?.typeOf(declaration.member) ?? any);
    }
  }

  #moduleType({ path, body }: ModuleDeclaration): Type {
    const [file] = path.pieces;
    const module = typeof file === 'string' && path.pieces.length === 1 ? this.surroundings.template(file) : undefined;
    return { kind: 'module', outputs: module?.outputs ?? any, conditional: isConditional(body) };
  }

  #imported({ path, member, at }: Import): TemplateScope | undefined {
    const other = this.surroundings.template(path);
    if (other === undefined) this.report(at, `there is no file ${path} beside this template`);
    else {
      const theirs = other.declarations.get(member);
      if (member !== '*' && (theirs === undefined || !theirs.decorators.some(({ name }) => name === 'export')))
        this.report(at, `${path} exports nothing named ${member}: put @export() before it`);
    }
    return other;
  }
}

function collectionOf({ body }: { readonly body: ResourceDeclaration['body'] }, item: Type): Type {
  return body.kind === 'for' ? { kind: 'array', item } : item;
}
