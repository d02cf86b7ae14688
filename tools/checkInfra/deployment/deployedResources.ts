import type { Position } from '../position';
import { bodyObject, type TypeReference, typeReference } from '../semantics/resourceReference';
import type { TemplateScope } from '../semantics/templateScope';
import { expressionText } from '../syntax/expressionText';
import type { Expression, ModuleDeclaration, ObjectProperty, ResourceDeclaration } from '../syntax/tree';
import type { Environment } from './environment';
import { evaluate, loopEnvironment } from './evaluate';
import { isObject, Unknown, type Value, valueAt } from './value';

/** A resource that a deployment makes, or may make. */
export interface DeployedResource {
  readonly at: Position;
  /** Its name in the template, and the modules it is reached by: `storage > account`. */
  readonly symbol: string;
  readonly modules: readonly string[];
  readonly type: string;
  readonly version: string;
  readonly body: Value;
  /** The expressions of its body by their keys, as they are written. */
  readonly written: ReadonlyMap<string, ObjectProperty>;
}

/**
 * What a template deploys with these parameters, modules included, as far as it is known beforehand. What is deployed on
 * a condition that is not known counts as deployed.
 */
export function deployedResources(
  template: TemplateScope,
  parameters: Readonly<Record<string, Value>>,
): DeployedResource[] {
  return new Deployment(template, parameters, [], []).resources();
}

class Deployment {
  readonly #known = new Map<string, Value>();
  readonly #modules = new Map<string, Deployment>();

  constructor(
    readonly template: TemplateScope,
    readonly parameters: Readonly<Record<string, Value>>,
    readonly path: readonly string[],
    readonly around: readonly TemplateScope[],
  ) {}

  resources(): DeployedResource[] {
    return this.template.template.declarations.flatMap((declaration) => {
      if (declaration.kind === 'resource') return this.#resource(declaration, undefined, this.#environment);
      return declaration.kind === 'module'
        ? this.#instances(declaration, this.#environment).flatMap(
            (environment) => this.#module(declaration, environment)?.resources() ?? [],
          )
        : [];
    });
  }

  output(name: string): Value | undefined {
    const output = this.template.template.declarations.find(
      (declaration) => declaration.kind === 'output' && declaration.name === name,
    );
    return output?.kind === 'output' ? evaluate(output.value, this.#environment) : undefined;
  }

  readonly #environment: Environment = {
    valueOf: (name) => this.#valueOf(name),
    functionOf: (name) => {
      const declaration = this.template.declarations.get(name);
      return declaration?.kind === 'func' ? declaration : undefined;
    },
  };

  #valueOf(name: string): Value | undefined {
    const declaration = this.template.declarations.get(name);
    const known = this.#known.get(name);
    if (known !== undefined || declaration === undefined) return known;
    const unknown = new Unknown([...this.path, name].join(' > '));
    this.#known.set(name, unknown);
    let value: Value = unknown;
    if (declaration.kind === 'var') value = evaluate(declaration.value, this.#environment);
    if (declaration.kind === 'param') {
      const given = Object.hasOwn(this.parameters, name) ? this.parameters[name] : undefined;
      const missing = () =>
        declaration.default === undefined ? unknown : evaluate(declaration.default, this.#environment);
      value = given === undefined ? missing() : given;
    }
    if (declaration.kind === 'module') value = this.#outputs(declaration) ?? unknown;
    this.#known.set(name, value);
    return value;
  }

  #outputs(declaration: ModuleDeclaration): Value | undefined {
    if (declaration.body.kind === 'for') return undefined;
    const module = this.#module(declaration, this.#environment);
    if (module === undefined) return undefined;
    const names = module.template.template.declarations.filter(({ kind }) => kind === 'output').map(({ name }) => name);
    return { outputs: Object.fromEntries(names.map((name) => [name, module.output(name) ?? new Unknown(name)])) };
  }

  #module(declaration: ModuleDeclaration, environment: Environment): Deployment | undefined {
    const [path] = declaration.path.pieces;
    const template = typeof path === 'string' ? this.template.surroundings.template(path) : undefined;
    // A template that uses itself deploys nothing; that it does is told elsewhere.
    if (template === undefined || template === this.template || this.around.includes(template)) return undefined;
    const parameters = valueAt(evaluate(bodyObject(declaration), environment), 'params');
    const loop = declaration.body.kind === 'for';
    const known = loop ? undefined : this.#modules.get(declaration.name);
    const module =
      known ??
      new Deployment(
        template,
        isObject(parameters) ? parameters : {},
        [...this.path, declaration.name],
        [...this.around, this.template],
      );
    this.#modules.set(declaration.name, module);
    return module;
  }

  #resource(
    declaration: ResourceDeclaration,
    parent: TypeReference | undefined,
    outer: Environment,
  ): DeployedResource[] {
    const reference = typeReference(declaration, parent);
    if (reference === undefined) return [];
    const object = bodyObject(declaration);
    return this.#instances(declaration, outer).flatMap((environment) => {
      const nested = object.items.flatMap((item) =>
        item.kind === 'resource' ? this.#resource(item, reference, environment) : [],
      );
      if (declaration.existing) return nested;
      const written = new Map(
        object.items.flatMap((item) =>
          item.kind === 'property' && typeof item.key === 'string' ? [[item.key, item]] : [],
        ),
      );
      const { name: symbol, at } = declaration;
      return [
        { at, symbol, modules: this.path, ...reference, body: evaluate(object, environment), written },
        ...nested,
      ];
    });
  }

  /** The environments of each turn of a loop, of those whose condition may hold; one where there is no loop. */
  #instances({ body }: ResourceDeclaration | ModuleDeclaration, outer: Environment): Environment[] {
    const holds = (conditional: Expression, environment: Environment) =>
      conditional.kind !== 'if' || evaluate(conditional.condition, environment) !== false;
    if (body.kind !== 'for') return holds(body, outer) ? [outer] : [];
    const items = evaluate(body.collection, outer);
    const turns: readonly Value[] = Array.isArray(items)
      ? items
      : [new Unknown(`${expressionText(body.collection)}[]`)];
    return turns
      .map((item, index) => loopEnvironment(body, item, index, outer))
      .filter((environment) => holds(body.body, environment));
  }
}
