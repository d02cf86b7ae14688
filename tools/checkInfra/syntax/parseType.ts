import { parseDecorators } from './parseDecorators';
import { parseItems } from './parseItems';
import type { TokenCursor } from './tokenCursor';
import type { PropertyType, TypeExpression } from './tree';

/** A type, as Azure/bicep's BaseParser.TypeExpression reads it. */
export function parseType(cursor: TokenCursor): TypeExpression {
  const { at } = cursor;
  cursor.seesAfterNewlines('|');
  cursor.takes('|');
  const members = [parseSuffixed(cursor)];
  while (cursor.seesAfterNewlines('|')) {
    cursor.take();
    members.push(parseSuffixed(cursor));
  }
  return members.length === 1 ? members[0]! : { kind: 'unionType', members, at };
}

/** A type and what is put after it: `[]`, `?`. */
function parseSuffixed(cursor: TokenCursor): TypeExpression {
  let type = parsePrimary(cursor);
  for (;;) {
    const { at } = type;
    if (cursor.sees('[') && cursor.sees(']', 1)) {
      cursor.take();
      cursor.take();
      type = { kind: 'arrayType', item: type, at };
    } else if (cursor.takes('?')) type = { kind: 'nullableType', operand: type, at };
    else if (!cursor.takes('!')) return type;
  }
}

function parsePrimary(cursor: TokenCursor): TypeExpression {
  const { kind, text, at } = cursor.peek();
  if (kind === 'string') return { kind: 'literalType', value: cursor.plainString('a literal').text, at };
  if (cursor.takes('(')) {
    const type = parseType(cursor);
    cursor.expect(')');
    return type;
  }
  if (cursor.sees('{')) return parseObjectType(cursor);
  if (cursor.takes('['))
    return { kind: 'tupleType', items: parseItems(cursor, ']', () => parseDecoratedType(cursor)), at };
  const negative = cursor.takes('-');
  if (cursor.peek().kind === 'integer')
    return { kind: 'literalType', value: Number(cursor.take().text) * (negative ? -1 : 1), at };
  if (kind !== 'identifier') return cursor.fail('a type is expected');
  if (text === 'true' || text === 'false' || text === 'null') {
    cursor.take();
    return { kind: 'literalType', value: text === 'null' ? null : text === 'true', at };
  }
  return parseTypeName(cursor);
}

function parseTypeName(cursor: TokenCursor): TypeExpression {
  const { name, at } = cursor.name('the name of a type');
  const path = [name];
  const parameters: TypeExpression[] = [];
  for (;;) {
    if (cursor.takes('.')) path.push(cursor.name('the name of a property').name);
    else if (cursor.takes('<')) {
      do parameters.push(parseType(cursor));
      while (cursor.takes(','));
      cursor.expect('>');
    } else if (cursor.sees('[') && cursor.sees('*', 1)) {
      cursor.take();
      path.push(cursor.take().text);
      cursor.expect(']');
    } else return { kind: 'typeName', path, arguments: parameters, at };
  }
}

function parseDecoratedType(cursor: TokenCursor): TypeExpression {
  parseDecorators(cursor);
  return parseType(cursor);
}

function parseObjectType(cursor: TokenCursor): TypeExpression {
  const { at } = cursor.expect('{');
  const properties: PropertyType[] = [];
  let additional: TypeExpression | undefined;
  parseItems(cursor, '}', () => {
    const decorators = parseDecorators(cursor);
    if (cursor.takes('*')) {
      cursor.expect(':');
      additional = parseType(cursor);
      return;
    }
    const place = cursor.at;
    const name =
      cursor.peek().kind === 'string' ? cursor.plainString('a name').text : cursor.name('the name of a property').name;
    cursor.expect(':');
    properties.push({ name, type: parseType(cursor), decorators, at: place });
  });
  return { kind: 'objectType', properties, additional, at };
}
