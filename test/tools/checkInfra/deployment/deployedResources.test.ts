import { type DeployedResource, deployedResources } from '../../../../tools/checkInfra/deployment/deployedResources';
import { Unknown, type Value, valueAt } from '../../../../tools/checkInfra/deployment/value';
import { Infrastructure } from '../../../../tools/checkInfra/infrastructure';
import { filesOf } from '../templates';

function deploy(
  main: string,
  parameters: Readonly<Record<string, Value>> = {},
  beside: Readonly<Record<string, string>> = {},
): DeployedResource[] {
  const infrastructure = new Infrastructure(filesOf({ ...beside, 'main.bicep': main }), undefined);
  return deployedResources(infrastructure.template('main.bicep')!, parameters);
}

/** The value of an expression, by way of a resource's property. */
function outcomeOf(
  expression: string,
  declarations = '',
  parameters: Readonly<Record<string, Value>> = {},
): Value | undefined {
  const main = `${declarations}\nresource r 'A.B/c@2025-01-01' = { name: 'r', value: ${expression} }`;
  return valueAt(deploy(main, parameters).at(-1)?.body, 'value');
}

it.each<[string, Value]>([
  ["'a${1 + 2 * 3}${true}'", 'a7true'],
  ['-(7 / 2) % 2', -1],
  ['3 > 2 && !(2 >= 3) || false', true],
  ["null ?? 'x'", 'x'],
  ['{ a: [1, 2] }.a[1]', 2],
  ["{ ...{ a: 1 }, b: 2 }['b']", 2],
  ["[for (x, i) in ['a', 'b']: '${x}${i}']", ['a0', 'b1']],
  ['map(filter([1, 2, 3], x => x > 1), (x, i) => x * i)', [0, 3]],
  ["empty('') && empty([]) && empty({}) && !empty('x')", true],
  ["contains(['a'], 'a') && contains({ b: 1 }, 'b') && contains('abc', 'bc')", true],
  ["concat(['a'], ['b'])", ['a', 'b']],
  ['union({ a: 1 }, { b: 2 })', { a: 1, b: 2 }],
  ["length('abc') + length(['a'])", 4],
  ["toLower('A')", 'a'],
])('works %s out', (expression, value) => {
  expect(outcomeOf(expression)).toEqual(value);
});

it.each([
  ['subscription().id', 'subscription().id'],
  ["'x${resourceGroup().name}'", "'x${resourceGroup().name}'"],
  ['given', 'given'],
  ["given ? 'a' : 'b'", '…'],
])('says that %s is known only in Azure', (expression, text) => {
  expect(outcomeOf(expression, 'param given bool')).toEqual(new Unknown(text));
});

it('stops at what decides alone', () => {
  expect(outcomeOf('given && true', 'param given bool')).toEqual(new Unknown('…'));
  expect(outcomeOf('false && given', 'param given bool')).toBe(false);
  expect(outcomeOf('true || given', 'param given bool')).toBe(true);
});

it('takes parameters as they are given, by their defaults otherwise', () => {
  const declarations = "param a string = 'x'\nvar b = '${a}${a}'\nfunc twice(s string) string => '${s}${s}'";
  expect(outcomeOf('twice(b)', declarations)).toBe('xxxx');
  expect(outcomeOf('b', declarations, { a: 'y' })).toBe('yy');
});

const inner = `param names string[]
param note string = 'none'
resource item 'A.B/c@2025-01-01' = [for name in names: if (name != 'no') { name: name, note: note }]
output first string = names[0]
`;

it('follows modules, loops and conditions', () => {
  const main = `param second bool = false
module one 'inner.bicep' = { params: { names: ['a', 'no', 'b'] } }
module two 'inner.bicep' = if (second) { params: { names: [one.outputs.first], note: 'two' } }
resource old 'A.B/c@2025-01-01' existing = { name: 'old' }`;
  const made = (parameters: Readonly<Record<string, Value>>) =>
    deploy(main, parameters, { 'inner.bicep': inner }).map(({ modules, symbol, body }) =>
      [...modules, symbol, valueAt(body, 'name'), valueAt(body, 'note')].join(' '),
    );
  expect(made({})).toEqual(['one item a none', 'one item b none']);
  expect(made({ second: true })).toEqual(['one item a none', 'one item b none', 'two item a two']);
});

it('counts as deployed what may be', () => {
  expect(deploy("param on bool\nresource r 'A.B/c@2025-01-01' = if (on) { name: 'r' }")).toHaveLength(1);
  expect(deploy("param names array\nresource r 'A.B/c@2025-01-01' = [for n in names: { name: n }]")).toHaveLength(1);
});

it('knows nested resources by their whole type, within existing ones too', () => {
  const main = "resource r 'A.B/c@2025-01-01' existing = {\n name: 'r'\n resource s 'd' = { name: 's' }\n}";
  expect(deploy(main).map(({ type, version }) => `${type}@${version}`)).toEqual(['A.B/c/d@2025-01-01']);
});

it('comes to an end where modules use each other', () => {
  expect(deploy("module m 'other.bicep' = {}", {}, { 'other.bicep': "module back 'main.bicep' = {}\n" })).toEqual([]);
});
