import type { Position } from '../position';
import type { Problem } from '../problem';
import { BicepSyntaxError } from './bicepSyntaxError';
import { parseDeclaration } from './parseDeclaration';
import { parseDecorators } from './parseDecorators';
import { TokenCursor } from './tokenCursor';
import { tokenize } from './tokenize';
import type { Declaration, Template } from './tree';

const headings = ['targetScope', 'using', 'metadata'];

/**
 * Reads the text of a `.bicep` or `.bicepparam` file. What is no Bicep becomes a problem, and reading goes on at the
 * next line that begins a declaration.
 */
export function parseTemplate(
  text: string,
  file: string,
): { readonly template: Template; readonly problems: Problem[] } {
  const problems: Problem[] = [];
  const declarations: Declaration[] = [];
  let targetScope: Template['targetScope'];
  let using: Template['using'];
  const read = (cursor: TokenCursor) => {
    const { at } = cursor;
    const heading = headings.find((keyword) => cursor.sees(keyword));
    if (heading === undefined) declarations.push(...parseDeclaration(cursor, parseDecorators(cursor)));
    else if (cursor.take() && heading === 'using')
      using = { at, path: cursor.plainString('the path of a template').text };
    else if (heading === 'targetScope') targetScope = { at, scope: parseScope(cursor) };
    else parseDeclaration(cursor, [], 'metadata');
  };
  const { tokens, errors } = tokenize(text, file);
  const cursor = new TokenCursor(tokens);
  for (cursor.skipNewlines(); cursor.peek().kind !== 'end'; cursor.skipNewlines()) readLine(cursor, read, problems);
  // Where a line could not be read, what its rest then seemed to lack is no news.
  const unread = new Set(errors.map(({ at }) => at.line));
  const lacking = problems.filter(({ at }) => !unread.has(at.line));
  return { template: { file, targetScope, using, declarations }, problems: [...errors.map(problemOf), ...lacking] };
}

function parseScope(cursor: TokenCursor): string {
  cursor.expect('=');
  return cursor.plainString('a scope').text;
}

/** Reads one declaration up to the end of its line; where it is none, tells so and passes over it. */
function readLine(cursor: TokenCursor, read: (cursor: TokenCursor) => void, problems: Problem[]): void {
  try {
    read(cursor);
    if (cursor.peek().kind !== 'newline' && cursor.peek().kind !== 'end') cursor.fail('a new line is expected');
  } catch (error) {
    problems.push(problemOf(error));
    while (cursor.peek().kind !== 'end' && !beginsDeclaration(cursor)) cursor.take();
  }
}

/** Whether a line ends here and the next is not indented, so that it can only be a declaration's first. */
function beginsDeclaration(cursor: TokenCursor): boolean {
  const { kind, at } = cursor.peek(1);
  return cursor.peek().kind === 'newline' && at.column === 1 && (kind === 'identifier' || cursor.sees('@', 1));
}

function problemOf(error: unknown): { readonly at: Position; readonly message: string } {
  if (!(error instanceof BicepSyntaxError)) throw error;
  return { at: error.at, message: error.reason };
}
