import { parseDecorators } from './parseDecorators';
import { parseBracket, parseExpression, parseObjectItem, parseString } from './parseExpression';
import { parseItems } from './parseItems';
import type { TokenCursor } from './tokenCursor';
import type { Decorator, Expression, ModuleDeclaration, ObjectExpression, ResourceDeclaration } from './tree';

/** `resource name 'type@version' = …`; the keyword is not yet taken. */
export function parseResource(cursor: TokenCursor, decorators: readonly Decorator[]): ResourceDeclaration {
  cursor.expect('resource');
  const { name, at } = cursor.name('the name of a resource');
  const type = parseString(cursor);
  const existing = cursor.takes('existing');
  cursor.expect('=');
  cursor.skipNewlines();
  return { kind: 'resource', name, at, decorators, type, existing, body: parseBody(cursor) };
}

/** `module name 'path' = …`; the keyword is not yet taken. */
export function parseModule(cursor: TokenCursor, decorators: readonly Decorator[]): ModuleDeclaration {
  cursor.expect('module');
  const { name, at } = cursor.name('the name of a module');
  const path = parseString(cursor);
  cursor.expect('=');
  cursor.skipNewlines();
  return { kind: 'module', name, at, decorators, path, body: parseBody(cursor) };
}

function parseBody(cursor: TokenCursor): Expression {
  if (!cursor.sees('[')) return parseConditional(cursor);
  const loop = parseBracket(cursor, parseConditional);
  return loop.kind === 'for'
    ? loop
    : cursor.fail('an object, a condition or a loop is expected, and before this stands an array');
}

function parseConditional(cursor: TokenCursor): Expression {
  const { at } = cursor;
  if (!cursor.takes('if')) return parseBodyObject(cursor);
  cursor.expect('(');
  cursor.skipNewlines();
  const condition = parseExpression(cursor);
  cursor.skipNewlines();
  cursor.expect(')');
  cursor.skipNewlines();
  return { kind: 'if', condition, body: parseBodyObject(cursor), at };
}

/** An object that may hold nested resources beside its properties. */
function parseBodyObject(cursor: TokenCursor): ObjectExpression {
  const { at } = cursor.expect('{');
  const items = parseItems(cursor, '}', () => {
    const nested = cursor.sees('@') || (cursor.sees('resource') && cursor.peek(1).kind === 'identifier');
    return nested ? parseResource(cursor, parseDecorators(cursor)) : parseObjectItem(cursor);
  });
  return { kind: 'object', items, at };
}
