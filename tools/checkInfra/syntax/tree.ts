import type { Position } from '../position';

/** Every node of a syntax tree knows where it begins. */
interface Node {
  readonly at: Position;
}

export type Expression = Node &
  (
    | { readonly kind: 'string'; readonly pieces: readonly (string | Expression)[] }
    | { readonly kind: 'integer'; readonly value: number }
    | { readonly kind: 'boolean'; readonly value: boolean }
    | { readonly kind: 'null' }
    | { readonly kind: 'object'; readonly items: readonly (ObjectProperty | Spread | ResourceDeclaration)[] }
    | { readonly kind: 'array'; readonly items: readonly (Expression | Spread)[] }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'member'; readonly object: Expression; readonly property: string; readonly safe: boolean }
    | { readonly kind: 'index'; readonly object: Expression; readonly index: Expression; readonly safe: boolean }
    | { readonly kind: 'nested'; readonly object: Expression; readonly name: string }
    | { readonly kind: 'nonNull'; readonly operand: Expression }
    | {
        readonly kind: 'call';
        readonly object: Expression | undefined;
        readonly name: string;
        readonly arguments: readonly Expression[];
      }
    | { readonly kind: 'lambda'; readonly parameters: readonly Local[]; readonly body: Expression }
    | { readonly kind: 'unary'; readonly operator: '!' | '-'; readonly operand: Expression }
    | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
    | {
        readonly kind: 'ternary';
        readonly condition: Expression;
        readonly consequence: Expression;
        readonly alternative: Expression;
      }
    | For
    | { readonly kind: 'if'; readonly condition: Expression; readonly body: Expression }
  );

export type ObjectExpression = Extract<Expression, { kind: 'object' }>;
export type StringExpression = Extract<Expression, { kind: 'string' }>;

/** `[for (item, index) in collection: body]` */
export interface For extends Node {
  readonly kind: 'for';
  readonly item: Local;
  readonly index: Local | undefined;
  readonly collection: Expression;
  readonly body: Expression;
}

/** A variable of a loop or a lambda. */
export interface Local extends Node {
  readonly kind: 'local';
  readonly name: string;
}

export interface ObjectProperty extends Node {
  readonly kind: 'property';
  readonly key: string | StringExpression;
  readonly value: Expression;
}

export interface Spread extends Node {
  readonly kind: 'spread';
  readonly operand: Expression;
}

export type TypeExpression = Node &
  (
    | { readonly kind: 'typeName'; readonly path: readonly string[]; readonly arguments: readonly TypeExpression[] }
    | { readonly kind: 'literalType'; readonly value: string | number | boolean | null }
    | { readonly kind: 'arrayType'; readonly item: TypeExpression }
    | { readonly kind: 'tupleType'; readonly items: readonly TypeExpression[] }
    | {
        readonly kind: 'objectType';
        readonly properties: readonly PropertyType[];
        readonly additional: TypeExpression | undefined;
      }
    | { readonly kind: 'unionType'; readonly members: readonly TypeExpression[] }
    | { readonly kind: 'nullableType'; readonly operand: TypeExpression }
  );

export interface PropertyType extends Node {
  readonly name: string;
  readonly type: TypeExpression;
  readonly decorators: readonly Decorator[];
}

export interface Decorator extends Node {
  readonly name: string;
  readonly arguments: readonly Expression[];
}

interface Declared extends Node {
  readonly name: string;
  readonly decorators: readonly Decorator[];
}

export interface Parameter extends Declared {
  readonly kind: 'param';
  readonly type: TypeExpression;
  readonly default: Expression | undefined;
}

export interface Variable extends Declared {
  readonly kind: 'var';
  readonly type: TypeExpression | undefined;
  readonly value: Expression;
}

export interface TypeDeclaration extends Declared {
  readonly kind: 'type';
  readonly type: TypeExpression;
}

export interface FunctionDeclaration extends Declared {
  readonly kind: 'func';
  readonly parameters: readonly { readonly local: Local; readonly type: TypeExpression }[];
  readonly returns: TypeExpression;
  readonly body: Expression;
}

/** `body` is an object, an `if` around one, or a loop around either. */
export interface ResourceDeclaration extends Declared {
  readonly kind: 'resource';
  readonly type: StringExpression;
  readonly existing: boolean;
  readonly body: Expression;
}

export interface ModuleDeclaration extends Declared {
  readonly kind: 'module';
  readonly path: StringExpression;
  readonly body: Expression;
}

export interface Output extends Declared {
  readonly kind: 'output';
  readonly type: TypeExpression;
  readonly value: Expression;
}

/** A name of another file's: `import {theirs as name} from path`; of `* as name` the member is `*`. */
export interface Import extends Declared {
  readonly kind: 'import';
  readonly member: string;
  readonly path: string;
}

/** `param name = value` of a file of parameters. */
export interface ParameterValue extends Declared {
  readonly kind: 'value';
  readonly value: Expression;
}

export type Declaration =
  | Parameter
  | Variable
  | TypeDeclaration
  | FunctionDeclaration
  | ResourceDeclaration
  | ModuleDeclaration
  | Output
  | Import
  | ParameterValue;

/** A `.bicep` file, or a `.bicepparam` file, which names the template it is for. */
export interface Template {
  readonly file: string;
  readonly targetScope: { readonly at: Position; readonly scope: string } | undefined;
  readonly using: { readonly at: Position; readonly path: string } | undefined;
  readonly declarations: readonly Declaration[];
}
