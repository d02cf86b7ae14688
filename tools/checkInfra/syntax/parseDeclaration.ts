import { parseExpression } from './parseExpression';
import { parseItems, parseList } from './parseItems';
import { parseModule, parseResource } from './parseResource';
import { parseType } from './parseType';
import type { TokenCursor } from './tokenCursor';
import type { Declaration, Decorator, Import } from './tree';

type Parse = (cursor: TokenCursor, decorators: readonly Decorator[]) => Declaration[];

const parsers: Readonly<Record<string, Parse>> = {
  param: (cursor, decorators) => {
    cursor.take();
    const { name, at } = cursor.name('the name of a parameter');
    if (cursor.takes('=')) return [{ kind: 'value', name, at, decorators, value: parseExpression(cursor) }];
    const type = parseType(cursor);
    const value = cursor.takes('=') ? parseExpression(cursor) : undefined;
    return [{ kind: 'param', name, at, decorators, type, default: value }];
  },
  var: (cursor, decorators) => {
    cursor.take();
    const { name, at } = cursor.name('the name of a variable');
    const type = cursor.sees('=') ? undefined : parseType(cursor);
    cursor.expect('=');
    return [{ kind: 'var', name, at, decorators, type, value: parseExpression(cursor) }];
  },
  type: (cursor, decorators) => {
    cursor.take();
    const { name, at } = cursor.name('the name of a type');
    cursor.expect('=');
    return [{ kind: 'type', name, at, decorators, type: parseType(cursor) }];
  },
  func: (cursor, decorators) => {
    cursor.take();
    const { name, at } = cursor.name('the name of a function');
    const parameters = parseList(cursor, () => ({
      local: { kind: 'local' as const, ...cursor.name('the name of a parameter') },
      type: parseType(cursor),
    }));
    const returns = parseType(cursor);
    cursor.expect('=>');
    cursor.skipNewlines();
    return [{ kind: 'func', name, at, decorators, parameters, returns, body: parseExpression(cursor) }];
  },
  resource: (cursor, decorators) => [parseResource(cursor, decorators)],
  module: (cursor, decorators) => [parseModule(cursor, decorators)],
  output: (cursor, decorators) => {
    cursor.take();
    const { name, at } = cursor.name('the name of an output');
    const type = parseType(cursor);
    cursor.expect('=');
    return [{ kind: 'output', name, at, decorators, type, value: parseExpression(cursor) }];
  },
  import: (cursor, decorators) => {
    cursor.take();
    if (cursor.takes('*')) {
      cursor.expect('as');
      const { name, at } = cursor.name('a name');
      return imports(cursor, [{ name, at, member: '*' }], decorators);
    }
    cursor.expect('{');
    const names = parseItems(cursor, '}', () => {
      const theirs = cursor.name('the name of what is imported');
      const ours = cursor.takes('as') ? cursor.name('a name') : theirs;
      return { ...ours, member: theirs.name };
    });
    return imports(cursor, names, decorators);
  },
};

/** What a line that begins with a keyword declares; `metadata name = value` declares nothing, and its keyword is taken. */
export function parseDeclaration(
  cursor: TokenCursor,
  decorators: readonly Decorator[],
  keyword?: 'metadata',
): Declaration[] {
  if (keyword === 'metadata') {
    cursor.name('the name of the metadata');
    cursor.expect('=');
    parseExpression(cursor);
    return [];
  }
  const { kind, text } = cursor.peek();
  const parse = kind === 'identifier' && Object.hasOwn(parsers, text) ? parsers[text] : undefined;
  return parse === undefined
    ? cursor.fail(`a declaration is expected (${Object.keys(parsers).join(', ')})`)
    : parse(cursor, decorators);
}

function imports(
  cursor: TokenCursor,
  names: readonly Pick<Import, 'name' | 'at' | 'member'>[],
  decorators: readonly Decorator[],
): Import[] {
  cursor.expect('from');
  const path = cursor.plainString('the path of a Bicep file').text;
  return names.map((name) => ({ kind: 'import', ...name, decorators, path }));
}
