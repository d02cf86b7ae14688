import type { Position } from '../position';
import { BicepSyntaxError } from './bicepSyntaxError';
import type { Token } from './token';

/** Reads tokens one after another. */
export class TokenCursor {
  #next = 0;

  /** @param tokens the last of kind `end` */
  constructor(readonly tokens: readonly Token[]) {}

  /** The token `ahead` tokens from here. */
  peek(ahead = 0): Token {
    return this.tokens[Math.min(this.#next + ahead, this.tokens.length - 1)]!;
  }

  get at(): Position {
    return this.peek().at;
  }

  take(): Token {
    const token = this.peek();
    this.#next += 1;
    return token;
  }

  /** Whether a mark or a keyword stands here. */
  sees(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return (token.kind === 'mark' || token.kind === 'identifier') && token.text === text;
  }

  /** Whether the mark stands here or after line breaks; these are passed over if it does. */
  seesAfterNewlines(text: string): boolean {
    if (this.peek().kind !== 'newline') return this.sees(text);
    if (!this.sees(text, 1)) return false;
    this.take();
    return true;
  }

  /** Passes over the mark or keyword if it stands here. */
  takes(text: string): boolean {
    if (!this.sees(text)) return false;
    this.take();
    return true;
  }

  expect(text: string): Token {
    if (!this.sees(text)) this.fail(`${text} is expected`);
    return this.take();
  }

  name(what: string): { readonly name: string; readonly at: Position } {
    const { kind, text, at } = this.peek();
    if (kind !== 'identifier') this.fail(`${what} is expected`);
    this.take();
    return { name: text, at };
  }

  /** A string without interpolation. */
  plainString(what: string): { readonly text: string; readonly at: Position } {
    const token = this.peek();
    if (token.kind !== 'string' || token.pieces.length !== 1)
      return this.fail(`${what} is expected, a string with nothing interpolated`);
    this.take();
    return { text: token.pieces[0] as string, at: token.at };
  }

  skipNewlines(): void {
    while (this.peek().kind === 'newline') this.take();
  }

  /** @throws BicepSyntaxError always */
  fail(expected: string): never {
    const { text, at } = this.peek();
    throw new BicepSyntaxError(at, `${expected}, not ${text}`);
  }
}
