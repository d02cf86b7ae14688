import type { Position } from '../position';
import { BicepSyntaxError } from './bicepSyntaxError';
import type { StringPiece, Token } from './token';

const marks = /\.\.\.|=>|==|!=|=~|!~|<=|>=|&&|\|\||\?\?|::|[{}()[\],.:?!=+\-*/%<>@|^]/y;
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\', "'": "'", $: '$' };

/**
 * The tokens of a Bicep text, the last of kind `end`, and what is no token: a character that begins none, a string or a
 * comment that is not closed. The rest of such a line is passed over.
 *
 * After the lexical rules of https://learn.microsoft.com/azure/azure-resource-manager/bicep/file and the compiler's own
 * lexer (Azure/bicep, src/Bicep.Core/Parsing/Lexer.cs).
 */
export function tokenize(
  text: string,
  file: string,
): { readonly tokens: readonly Token[]; readonly errors: readonly BicepSyntaxError[] } {
  const lexer = new Lexer(text, file);
  return { tokens: lexer.tokens(false), errors: lexer.errors };
}

class Lexer {
  readonly errors: BicepSyntaxError[] = [];
  #offset = 0;
  #line = 1;
  #lineStart = 0;

  constructor(
    readonly text: string,
    readonly file: string,
  ) {}

  /** All tokens, or those of an interpolation: up to the brace that closes it, which is passed over. */
  tokens(interpolated: boolean): Token[] {
    const tokens: Token[] = [];
    let open = 0;
    for (;;) {
      this.#skipBlanks();
      const at = this.#position();
      const next = this.text[this.#offset];
      if (next === undefined) {
        if (interpolated) throw new BicepSyntaxError(at, 'the file ends within an interpolation: close it with }');
        tokens.push({ kind: 'end', text: 'the end of the file', at });
        return tokens;
      }
      if (interpolated && next === '}' && open === 0) {
        this.#offset += 1;
        tokens.push({ kind: 'end', text: '}', at });
        return tokens;
      }
      if (next === '\n') {
        if (interpolated) throw new BicepSyntaxError(at, 'an interpolation must end on its line');
        this.#newline();
        if (tokens.at(-1)?.kind !== 'newline') tokens.push({ kind: 'newline', text: 'the end of the line', at });
      } else {
        if (next === '{') open += 1;
        if (next === '}') open -= 1;
        this.#read(at, tokens, interpolated);
      }
    }
  }

  /** Reads a token; within an interpolation an error is the string's, otherwise the line's. */
  #read(at: Position, tokens: Token[], interpolated: boolean): void {
    if (interpolated) {
      tokens.push(this.#token(at));
      return;
    }
    try {
      tokens.push(this.#token(at));
    } catch (error) {
      if (!(error instanceof BicepSyntaxError)) throw error;
      this.errors.push(error);
      this.#take(/[^\n]*/y);
    }
  }

  #token(at: Position): Token {
    if (this.text.startsWith("'''", this.#offset)) return this.#multiLineString(at);
    if (this.text[this.#offset] === "'") return this.#string(at);
    const identifier = this.#take(/[A-Za-z_][A-Za-z0-9_]*/y);
    if (identifier !== undefined) return { kind: 'identifier', text: identifier, at };
    const integer = this.#take(/\d+/y);
    if (integer !== undefined) return { kind: 'integer', text: integer, at };
    const mark = this.#take(marks);
    if (mark !== undefined) return { kind: 'mark', text: mark, at };
    throw new BicepSyntaxError(at, `${JSON.stringify(this.text[this.#offset])} begins nothing that Bicep knows`);
  }

  #string(at: Position): Token {
    const pieces: StringPiece[] = [];
    let piece = '';
    this.#offset += 1;
    for (;;) {
      const next = this.text[this.#offset];
      if (next === undefined || next === '\n')
        throw new BicepSyntaxError(at, "the string is not closed: end it with ' on its line, or write '''…'''");
      if (next === "'") break;
      if (next === '\\') piece += this.#escaped();
      else if (this.text.startsWith('${', this.#offset)) {
        this.#offset += 2;
        pieces.push(piece, this.tokens(true));
        piece = '';
      } else {
        piece += next;
        this.#offset += 1;
      }
    }
    this.#offset += 1;
    return { kind: 'string', text: 'a string', pieces: [...pieces, piece], at };
  }

  #escaped(): string {
    const at = this.#position();
    const code = this.#take(/\\u\{[0-9A-Fa-f]{1,6}\}/y);
    if (code !== undefined) {
      const point = Number.parseInt(code.slice(3, -1), 16);
      if (point <= 0x10ffff) return String.fromCodePoint(point);
    }
    const character = escapes[this.text[this.#offset + 1] ?? ''];
    if (character === undefined)
      throw new BicepSyntaxError(at, String.raw`this escape is none of \\ \' \n \r \t \$ \u{…}`);
    this.#offset += 2;
    return character;
  }

  #multiLineString(at: Position): Token {
    const start = this.#offset + 3;
    let end = this.text.indexOf("'''", start);
    if (end < 0) throw new BicepSyntaxError(at, "the string is not closed: end it with '''");
    // Of more than three quotes the last three close the string.
    while (this.text[end + 3] === "'") end += 1;
    while (this.#offset < end + 3) {
      if (this.text[this.#offset] === '\n') this.#newline();
      else this.#offset += 1;
    }
    return { kind: 'string', text: 'a string', pieces: [this.text.slice(start, end).replace(/^\r?\n/, '')], at };
  }

  #skipBlanks(): void {
    for (;;) {
      const at = this.#position();
      if (this.#take(/[ \t\r\uFEFF]+|\/\/[^\n]*|#(?:disable-next-line|disable-diagnostics|restore-diagnostics)[^\n]*/y))
        continue;
      if (!this.text.startsWith('/*', this.#offset)) return;
      const end = this.text.indexOf('*/', this.#offset + 2);
      if (end < 0) this.errors.push(new BicepSyntaxError(at, 'the comment is not closed: end it with */'));
      const after = end < 0 ? this.text.length : end + 2;
      while (this.#offset < after) {
        if (this.text[this.#offset] === '\n') this.#newline();
        else this.#offset += 1;
      }
    }
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#offset;
    const found = pattern.exec(this.text)?.[0];
    this.#offset += found?.length ?? 0;
    return found;
  }

  #newline(): void {
    this.#offset += 1;
    this.#line += 1;
    this.#lineStart = this.#offset;
  }

  #position(): Position {
    return { file: this.file, line: this.#line, column: this.#offset - this.#lineStart + 1 };
  }
}
