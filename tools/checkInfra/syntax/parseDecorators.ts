import { parseArguments } from './parseExpression';
import type { TokenCursor } from './tokenCursor';
import type { Decorator } from './tree';

/** The decorators before a declaration, each on lines of its own; `@sys.secure()` is `@secure()`. */
export function parseDecorators(cursor: TokenCursor): Decorator[] {
  const decorators: Decorator[] = [];
  while (cursor.takes('@')) {
    let { name, at } = cursor.name('the name of a decorator');
    if (name === 'sys' && cursor.takes('.')) ({ name, at } = cursor.name('the name of a decorator'));
    decorators.push({ name, arguments: parseArguments(cursor), at });
    if (cursor.peek().kind !== 'newline') cursor.fail('a new line is expected after a decorator');
    cursor.skipNewlines();
  }
  return decorators;
}
