import fc from 'fast-check';
import { tokenize } from '../../../../tools/checkInfra/syntax/tokenize';

function texts(text: string): string[] {
  return tokenize(text, 'a.bicep').tokens.map(({ kind, text: token }) => (kind === 'string' ? "'" : token));
}

function stringOf(text: string): unknown {
  const [token] = tokenize(text, 'a.bicep').tokens;
  return token?.kind === 'string' ? token.pieces : undefined;
}

it('tells marks of more characters from their beginnings', () => {
  expect(texts('a.?b ?? c=>d!=e!~f...g::h<=i')).toEqual(
    'a . ? b ?? c => d != e !~ f ... g :: h <= i'.split(' ').concat('the end of the file'),
  );
});

it('makes one token of several line breaks, and none of comments and directives', () => {
  expect(texts('a // one\n\n/* two\n */ #disable-next-line no-unused-params\nb')).toEqual([
    'a',
    'the end of the line',
    'b',
    'the end of the file',
  ]);
});

it('knows where tokens are', () => {
  const positions = tokenize("a\r\n  'x${b}'", 'a.bicep').tokens.map(({ at }) => `${at.line}:${at.column}`);
  expect(positions).toEqual(['1:1', '1:3', '2:3', '2:10']);
});

// https://learn.microsoft.com/azure/azure-resource-manager/bicep/data-types#strings
it.each([
  [String.raw`'a\'b\\c\n\r\t\$\u{1F600}'`, ["a'b\\c\n\r\t$\u{1F600}"]],
  ["''", ['']],
  ["'''\n one\n two ''' ", [' one\n two ']],
  ["'''it''s ${no} interpolation'''", ["it''s ${no} interpolation"]],
  ["''''quoted''''", ["'quoted'"]],
])('reads %s', (text, pieces) => {
  expect(stringOf(text)).toEqual(pieces);
});

it('reads strings within interpolations within strings', () => {
  const [token] = tokenize("'a${{ b: '${c}d' }}e'", 'a.bicep').tokens;
  const pieces = token?.kind === 'string' ? token.pieces : [];
  expect([pieces[0], pieces[2]]).toEqual(['a', 'e']);
  expect((pieces[1] as readonly { readonly text: string }[]).map(({ text }) => text)).toEqual([
    '{',
    'b',
    ':',
    'a string',
    '}',
    '}',
  ]);
});

it.each([
  ["'open", 'the string is not closed'],
  ["'''open", 'the string is not closed'],
  ['/* open', 'the comment is not closed'],
  ["'a${b", 'the file ends within an interpolation'],
  ["'a${b\n}'", 'must end on its line'],
  [String.raw`'\q'`, 'this escape is none of'],
  [String.raw`'\u{110000}'`, 'this escape is none of'],
  ['a § b', '"§" begins nothing'],
])('says of %j what is wrong', (text, message) => {
  expect(tokenize(text, 'a.bicep').errors[0]?.reason).toContain(message);
});

it('reads the lines after one that cannot be read', () => {
  expect(texts('§\nb')).toEqual(['the end of the line', 'b', 'the end of the file']);
});

it('comes to an end with any text', () => {
  const piece = fc.constantFrom("'", "'''", '${', '}', '{', '\\', '/*', '*/', '//', '\n', 'a', '1', '§', '...', '#');
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      expect(tokenize(pieces.join(''), 'a.bicep').tokens.at(-1)?.kind).toBe('end');
    }),
  );
});
