import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expressionText } from '../../../../tools/checkInfra/syntax/expressionText';
import { parseTemplate } from '../../../../tools/checkInfra/syntax/parseTemplate';
import type { Expression } from '../../../../tools/checkInfra/syntax/tree';

function parse(text: string) {
  return parseTemplate(text, 'a.bicep');
}

function problems(text: string): string[] {
  return parse(text).problems.map(({ at, message }) => `${at.line}:${at.column} ${message}`);
}

/** The value of `var x = …`, with every operation in parentheses. */
function grouped(text: string): string {
  const { template, problems: found } = parse(`var x = ${text}`);
  expect(found).toEqual([]);
  const [declaration] = template.declarations;
  return declaration?.kind === 'var' ? group(declaration.value) : '';
}

function group(expression: Expression): string {
  switch (expression.kind) {
    case 'binary':
      return `(${group(expression.left)} ${expression.operator} ${group(expression.right)})`;
    case 'unary':
      return `(${expression.operator}${group(expression.operand)})`;
    case 'ternary':
      return `(${group(expression.condition)} ? ${group(expression.consequence)} : ${group(expression.alternative)})`;
    case 'lambda':
      return `(${expression.parameters.map(({ name }) => name).join(', ')} => ${group(expression.body)})`;
    default:
      return expressionText(expression);
  }
}

// By the precedences of https://learn.microsoft.com/azure/azure-resource-manager/bicep/operators
it.each([
  ['a == b.c', '(a == b.c)'],
  ['!a.b && c', '((!a.b) && c)'],
  ['a || b && c == d', '(a || (b && (c == d)))'],
  ['a ?? b || c', '(a ?? (b || c))'],
  ['1 + 2 * 3 - 4', '((1 + (2 * 3)) - 4)'],
  ['a < 1 == b', '((a < 1) == b)'],
  ['(a || b) && c', '((a || b) && c)'],
  ['a ? b : c ? d : e', '(a ? b : (c ? d : e))'],
  ['x => x.y == z', '(x => (x.y == z))'],
  ['(x, i) => x[i]', '(x, i => x[i])'],
  ['f(a)[0].b!.c::d', 'f(a)[0].b.c::d'],
  ['a\n  ? b\n  : c', '(a ? b : c)'],
])('reads %j as %s', (text, expected) => {
  expect(grouped(text)).toBe(expected);
});

it('ends an item at the end of its line, so that the next may begin with a bracket', () => {
  const { template } = parse('var x = [\n  a\n  [b]\n  (c)\n]');
  const [declaration] = template.declarations;
  const value = declaration?.kind === 'var' ? declaration.value : undefined;
  expect(value?.kind === 'array' && value.items.map(({ kind }) => kind)).toEqual(['name', 'array', 'name']);
});

it('reads every kind of declaration', () => {
  const { template, problems: found } = parse(`
targetScope = 'subscription'
metadata author = 'nobody'
import { a, b as c } from 'x.bicep'
import * as d from 'y.bicep'
@description('p')
@allowed(['one', 'two'])
param p string = 'one'
param q { name: string, size: int?, *: bool }[]
param r ('a' | 'b' | null)[]
type t =
  | 'a'
  | 'b'
func f(x int, y string) string => '\${x}\${y}'
var v = { ...q[?0], 'quoted key': 1, '\${p}': [...r, 2], type: null }
resource w 'A.B/c@2025-01-01' existing = { name: 'w' }
@batchSize(2)
resource x 'A.B/c@2025-01-01' = [for (item, index) in q: if (index > 0) {
  name: item.name

  @description('child')
  resource y 'd' = { name: 'y' }
}]
module m './m.bicep' = if (p == 'one') { params: { a: w.id } }
output o string = m.?outputs.?id ?? ''
`);
  expect(found).toEqual([]);
  expect(template.targetScope?.scope).toBe('subscription');
  expect(template.declarations.map(({ kind, name }) => `${kind} ${name}`)).toEqual(
    'import a,import c,import d,param p,param q,param r,type t,func f,var v,resource w,resource x,module m,output o'.split(
      ',',
    ),
  );
});

it('reads the values of a .bicepparam file', () => {
  const { template } = parseTemplate("using 'main.bicep'\nparam a = 'x'\nparam b = { c: 1 }\n", 'a.bicepparam');
  expect(template.using?.path).toBe('main.bicep');
  expect(template.declarations.map(({ kind, name }) => [kind, name])).toEqual([
    ['value', 'a'],
    ['value', 'b'],
  ]);
});

it.each([
  ['var x = { a: 1 b: 2 }', '1:16 a new line, a comma or } is expected, not b'],
  ['var x = a +\n  b', '1:12 an expression is expected, not the end of the line'],
  ['var x = 1 var y = 2', '1:11 a new line is expected, not var'],
  ['param', '1:6 the name of a parameter is expected, not the end of the file'],
  ['@secure() param x string', '1:11 a new line is expected after a decorator, not param'],
  [
    'variable x = 1',
    '1:1 a declaration is expected (param, var, type, func, resource, module, output, import), not variable',
  ],
  [
    "resource x 'A.B/c@2025-01-01' = [{ name: 'x' }]",
    '1:48 an object, a condition or a loop is expected, and before this stands an array, not the end of the file',
  ],
  ["module m 'm.bicep' = m", '1:22 { is expected, not m'],
  ["using '${x}.bicep'", '1:7 the path of a template is expected, a string with nothing interpolated, not a string'],
])('says of %j what is expected', (text, expected) => {
  expect(problems(text)).toEqual([expected]);
});

it('goes on after a declaration that cannot be read', () => {
  expect(problems('var x = {\n  a b\n}\nparam\nvar y = 1\n')).toEqual([
    '2:5 : is expected, not b',
    '4:6 the name of a parameter is expected, not the end of the line',
  ]);
});

it('comes to an end, with problems or without, wherever a template is cut off', () => {
  const text = readFileSync('infra/main.bicep', 'utf8');
  fc.assert(
    fc.property(fc.nat(text.length), fc.nat(text.length), (from, length) => {
      expect(() => parse(text.slice(from, from + length))).not.toThrow();
    }),
  );
});
