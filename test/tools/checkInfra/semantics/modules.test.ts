import { problemsOf } from '../templates';

const inner = `param name string
@allowed([1, 2])
param size int = 1
param note string?
output label string = '\${name}\${size}\${note ?? ''}'
`;

function use(params: string, more = ''): string[] {
  return problemsOf(`module m 'inner.bicep' = {\n  ${params}\n}\n${more}`, { 'inner.bicep': inner });
}

it('takes what the file of the module takes', () => {
  expect(use("params: { name: 'x', size: 2 }", 'output x string = m.outputs.label')).toEqual([]);
});

it.each([
  [
    'a parameter that is missing',
    'params: { size: 1 }',
    '',
    '2: name is missing: the module inner.bicep requires it (string)',
  ],
  ['all of them missing', "name: 'm'", '', '1: params is missing'],
  [
    'a parameter it has not',
    "params: { name: 'x', sise: 1 }",
    '',
    '2: the module inner.bicep has no property sise (did you mean size?)',
  ],
  ['a value of another type', 'params: { name: 1 }', '', '2: is 1, where string is taken'],
  ['a value it does not allow', "params: { name: 'x', size: 3 }", '', '2: is 3, where 1 | 2 is taken'],
  [
    'an output it has not',
    "params: { name: 'x' }",
    'output x string = m.outputs.lable',
    '4: the module inner.bicep has no property lable (did you mean label?)',
  ],
  [
    'another scope',
    "params: { name: 'x' }\nscope: subscription()",
    '',
    "3: this module is deployed to a subscription, but inner.bicep says targetScope = 'resourceGroup'",
  ],
  ['a scope that is none', "params: { name: 'x' }\nscope: 'group'", '', "3: is 'group', where a scope is taken"],
])('finds %s', (_, params, more, problem) => {
  expect(use(params, more)).toEqual([expect.stringContaining(problem)]);
});

it('finds a file that is not there', () => {
  expect(problemsOf("module m 'other.bicep' = {}")).toEqual([
    expect.stringContaining('1: there is no file other.bicep beside this template'),
  ]);
});

it('goes to another scope with the scope of the file', () => {
  const main = (scope: string) =>
    `targetScope = 'subscription'\nmodule m 'inner.bicep' = {\n${scope}\n params: { name: 'x' }\n}`;
  expect(problemsOf(main("scope: resourceGroup('g')"), { 'inner.bicep': inner })).toEqual([]);
  expect(problemsOf(main(''), { 'inner.bicep': inner })).toEqual([
    expect.stringContaining('2: this module is deployed to a subscription'),
  ]);
});

it('reads what a module in a loop, or on a condition, gives out', () => {
  const loop = "module m 'inner.bicep' = [for x in ['a']: { params: { name: x } }]\n";
  expect(problemsOf(`${loop}output x string = m[0].outputs.label`, { 'inner.bicep': inner })).toEqual([]);
  expect(problemsOf(`${loop}output x string = m.outputs.label`, { 'inner.bicep': inner })).toEqual([
    expect.stringContaining('.outputs is taken from an array'),
  ]);
  const conditional = "param on bool\nmodule m 'inner.bicep' = if (on) { params: { name: 'x' } }\n";
  expect(problemsOf(`${conditional}output x string = on ? m!.outputs.label : ''`, { 'inner.bicep': inner })).toEqual(
    [],
  );
  expect(problemsOf(`${conditional}output x string = m.?outputs.label ?? ''`, { 'inner.bicep': inner })).toEqual([]);
  expect(problemsOf(`${conditional}output x string = m.outputs.label`, { 'inner.bicep': inner })).toEqual([
    expect.stringContaining('.outputs is taken from a module that is deployed on a condition only'),
  ]);
});

it('imports what another file exports', () => {
  const types =
    "@export()\ntype Size = 'small' | 'large'\ntype Hidden = string\n@export()\nvar limit = 3\n@export()\nfunc twice(n int) int => n * 2\n";
  const main = (names: string, text: string) =>
    problemsOf(`import { ${names} } from 'types.bicep'\n${text}`, { 'types.bicep': types });
  expect(
    main('Size, limit as most, twice', "param a Size = 'small'\noutput x string = '${a}${most}${twice(2)}'"),
  ).toEqual([]);
  expect(main('Size', "param a Size = 'medium'\noutput x string = a")).toEqual([
    "2: 'medium' is none of 'small' | 'large'",
  ]);
  expect(main('Size', '')).toEqual(['1: the import Size is used by nothing: remove it']);
  expect(main('Hidden', 'param a Hidden\noutput x string = a')).toEqual([
    expect.stringContaining('types.bicep exports nothing named Hidden'),
  ]);
  expect(main('twice', "output x int = twice('a')")).toEqual([
    expect.stringContaining("twice: is 'a', where int is taken"),
  ]);
});

it('finds modules that use each other', () => {
  const other = "module back 'main.bicep' = {}\n";
  expect(problemsOf("module m 'other.bicep' = {}", { 'other.bicep': other })).toEqual([
    expect.stringContaining('1: other.bicep uses this template itself'),
  ]);
});
