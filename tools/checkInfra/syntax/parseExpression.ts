import { parseItems, parseList } from './parseItems';
import { TokenCursor } from './tokenCursor';
import type { Expression, Local, ObjectExpression, ObjectProperty, Spread, StringExpression } from './tree';

/** How tightly operators bind (Azure/bicep, src/Bicep.Core/Parsing/TokenTypeHelper.cs); all of them to the left. */
const precedences: Readonly<Record<string, number>> = {
  '??': 1,
  '||': 2,
  '&&': 3,
  '==': 4,
  '!=': 4,
  '=~': 4,
  '!~': 4,
  '<': 5,
  '<=': 5,
  '>': 5,
  '>=': 5,
  '+': 6,
  '-': 6,
  '*': 7,
  '/': 7,
  '%': 7,
};

/** An expression, as Azure/bicep's BaseParser.Expression reads it: a line break ends it, but for those before ? and :. */
export function parseExpression(cursor: TokenCursor): Expression {
  const condition = parseBinary(cursor, 0);
  if (!cursor.seesAfterNewlines('?')) return condition;
  cursor.take();
  const consequence = parseExpression(cursor);
  if (!cursor.seesAfterNewlines(':')) cursor.fail(': is expected');
  cursor.take();
  return { kind: 'ternary', condition, consequence, alternative: parseExpression(cursor), at: condition.at };
}

function parseBinary(cursor: TokenCursor, loosest: number): Expression {
  let left = parseUnary(cursor);
  for (;;) {
    const { kind, text } = cursor.peek();
    const precedence = kind === 'mark' ? (precedences[text] ?? 0) : 0;
    if (precedence <= loosest) return left;
    cursor.take();
    left = { kind: 'binary', operator: text, left, right: parseBinary(cursor, precedence), at: left.at };
  }
}

function parseUnary(cursor: TokenCursor): Expression {
  const { at } = cursor;
  if (cursor.takes('!')) return { kind: 'unary', operator: '!', operand: parseUnary(cursor), at };
  if (cursor.takes('-')) return { kind: 'unary', operator: '-', operand: parseUnary(cursor), at };
  cursor.takes('+');
  return parseAccess(cursor);
}

/** A value and what is taken from it: `.name`, `.?name`, `[index]`, `[?index]`, `::nested`, `.function()`, `!`. */
function parseAccess(cursor: TokenCursor): Expression {
  let object = parsePrimary(cursor);
  for (;;) {
    if (cursor.takes('[')) {
      const safe = cursor.takes('?');
      if (cursor.sees('^')) cursor.fail('an index from the start is expected (this checker knows no other)');
      object = { kind: 'index', object, index: parseExpression(cursor), safe, at: object.at };
      cursor.expect(']');
    } else if (cursor.takes('.')) {
      const safe = cursor.takes('?');
      const { name, at } = cursor.name('the name of a property');
      if (cursor.sees('(')) object = { kind: 'call', object, name, arguments: parseArguments(cursor), at };
      else object = { kind: 'member', object, property: name, safe, at };
    } else if (cursor.takes('::')) {
      const { name, at } = cursor.name('the name of a nested resource');
      object = { kind: 'nested', object, name, at };
    } else if (cursor.takes('!')) {
      object = { kind: 'nonNull', operand: object, at: object.at };
    } else return object;
  }
}

function parsePrimary(cursor: TokenCursor): Expression {
  const { kind, text, at } = cursor.peek();
  if (kind === 'string') return parseString(cursor);
  if (kind === 'integer') {
    cursor.take();
    return { kind: 'integer', value: Number(text), at };
  }
  if (cursor.sees('{')) return parseObject(cursor);
  if (cursor.sees('[')) return parseBracket(cursor, parseExpression);
  if (cursor.sees('(')) return parseParenthesis(cursor);
  if (kind !== 'identifier') return cursor.fail('an expression is expected');
  cursor.take();
  if (text === 'true' || text === 'false') return { kind: 'boolean', value: text === 'true', at };
  if (text === 'null') return { kind: 'null', at };
  if (cursor.sees('=>')) return parseLambda(cursor, [{ kind: 'local', name: text, at }]);
  if (cursor.sees('(')) return { kind: 'call', object: undefined, name: text, arguments: parseArguments(cursor), at };
  return { kind: 'name', name: text, at };
}

export function parseString(cursor: TokenCursor): StringExpression {
  const token = cursor.peek();
  if (token.kind !== 'string') return cursor.fail('a string is expected');
  cursor.take();
  const pieces = token.pieces.map((piece) =>
    typeof piece === 'string' ? piece : parseInterpolation(new TokenCursor(piece)),
  );
  return { kind: 'string', pieces, at: token.at };
}

function parseInterpolation(cursor: TokenCursor): Expression {
  const expression = parseExpression(cursor);
  if (cursor.peek().kind !== 'end') cursor.fail('} is expected');
  return expression;
}

export function parseArguments(cursor: TokenCursor): Expression[] {
  return parseList(cursor, () => parseExpression(cursor));
}

export function parseObject(cursor: TokenCursor): ObjectExpression {
  const { at } = cursor.expect('{');
  return { kind: 'object', items: parseItems(cursor, '}', () => parseObjectItem(cursor)), at };
}

export function parseObjectItem(cursor: TokenCursor): ObjectProperty | Spread {
  const { at } = cursor;
  if (cursor.takes('...')) return { kind: 'spread', operand: parseExpression(cursor), at };
  const string = cursor.peek().kind === 'string' ? parseString(cursor) : undefined;
  const key = string === undefined ? cursor.name('the name of a property').name : plainOrString(string);
  cursor.expect(':');
  return { kind: 'property', key, value: parseExpression(cursor), at };
}

function plainOrString(string: StringExpression): string | StringExpression {
  const [only, ...others] = string.pieces;
  return typeof only === 'string' && others.length === 0 ? only : string;
}

/** An array, or a loop whose body is read by `parseBody`. */
export function parseBracket(cursor: TokenCursor, parseBody: (cursor: TokenCursor) => Expression): Expression {
  const { at } = cursor.expect('[');
  const newline = cursor.peek().kind === 'newline' ? 1 : 0;
  if (!cursor.sees('for', newline))
    return { kind: 'array', items: parseItems(cursor, ']', () => parseArrayItem(cursor)), at };
  cursor.skipNewlines();
  cursor.expect('for');
  const [item, index] = cursor.sees('(') ? parseList(cursor, () => parseLocal(cursor)) : [parseLocal(cursor)];
  if (item === undefined) cursor.fail('the name of a loop variable is expected');
  cursor.expect('in');
  const collection = parseExpression(cursor);
  cursor.expect(':');
  const body = parseBody(cursor);
  cursor.skipNewlines();
  cursor.expect(']');
  return { kind: 'for', item, index, collection, body, at };
}

function parseLocal(cursor: TokenCursor): Local {
  return { kind: 'local', ...cursor.name('the name of a variable') };
}

function parseArrayItem(cursor: TokenCursor): Expression | Spread {
  const { at } = cursor;
  return cursor.takes('...') ? { kind: 'spread', operand: parseExpression(cursor), at } : parseExpression(cursor);
}

function parseParenthesis(cursor: TokenCursor): Expression {
  const { at } = cursor;
  const items = parseArguments(cursor);
  if (cursor.sees('=>')) {
    const parameters = items.map((item): Local => {
      if (item.kind !== 'name') return cursor.fail('names are expected before =>');
      return { kind: 'local', name: item.name, at: item.at };
    });
    return parseLambda(cursor, parameters);
  }
  const [inner, ...others] = items;
  if (inner === undefined || others.length > 0) return cursor.fail('one expression is expected between parentheses');
  return { ...inner, at };
}

function parseLambda(cursor: TokenCursor, parameters: readonly Local[]): Expression {
  const { at } = cursor.expect('=>');
  cursor.skipNewlines();
  return { kind: 'lambda', parameters, body: parseExpression(cursor), at };
}
