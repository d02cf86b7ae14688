import type { TokenCursor } from './tokenCursor';

/**
 * What stands between two brackets, each item ended by a comma or the end of its line: the items of an object or an
 * array. The opening bracket is taken already.
 */
export function parseItems<Item>(cursor: TokenCursor, close: string, parseItem: () => Item): Item[] {
  const items: Item[] = [];
  cursor.skipNewlines();
  while (!cursor.sees(close)) {
    items.push(parseItem());
    if (cursor.sees(close)) break;
    if (!cursor.takes(',') && cursor.peek().kind !== 'newline')
      cursor.fail(`a new line, a comma or ${close} is expected`);
    cursor.skipNewlines();
  }
  cursor.expect(close);
  return items;
}

/** What stands between two parentheses, with commas between; lines may end anywhere around an item. */
export function parseList<Item>(cursor: TokenCursor, parseItem: () => Item): Item[] {
  const items: Item[] = [];
  cursor.expect('(');
  cursor.skipNewlines();
  while (!cursor.sees(')')) {
    items.push(parseItem());
    cursor.skipNewlines();
    if (!cursor.takes(',')) break;
    cursor.skipNewlines();
  }
  cursor.expect(')');
  return items;
}
