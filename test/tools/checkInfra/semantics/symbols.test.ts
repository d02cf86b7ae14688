import { problemsOf, vault } from '../templates';

it.each([
  ['a property of a resource', vault('', 'output x string = vault.properties.uri')],
  ['a variable of a loop', "output x array = [for (item, i) in ['a']: '${item}${i}']"],
  ['a variable of a lambda', "output x array = map(['a'], item => toUpper(item))"],
  [
    'a property that is known from the values',
    "var rows = [{ name: 'a' }, { name: 'b', size: 1 }]\noutput x array = map(rows, row => row.?size)",
  ],
  [
    'a branch that excludes a value',
    "var kinds = [{ type: 'a' }, { type: 'premium' }]\n" +
      vault("rules: map(kinds, kind => { address: kind.type == 'a' ? 'x' : kind.type })"),
  ],
  [
    'a nested resource',
    vault('').replace('  properties', "  resource key 'keys' = { name: 'k' }\n  properties") +
      '\noutput x string = vault::key.id',
  ],
  ['what an own function returns', "func greet(name string) string => 'hello ${name}'\noutput x string = greet('you')"],
  ['what may be null, after ??', "param x { y: string? }\noutput z string = x.y ?? ''"],
  [
    'a namespace',
    'output x string = az.resourceGroup().location\noutput y string = sys.toLower(environment().suffixes.storage)',
  ],
  ['keys of a resource', vault('', 'output x string = vault.listKeys().keys[0].value')],
])('knows %s', (_, template) => {
  expect(problemsOf(template)).toEqual([]);
});

it.each<[string, string, string]>([
  [
    'a name that nothing has',
    'param region string\noutput x string = regoin',
    '2: nothing here is named regoin (did you mean region?)',
  ],
  ['a name within a string', "output x string = 'a${b}'", '1: nothing here is named b'],
  [
    'a variable of a loop outside it',
    "var a = [for item in ['x']: item]\noutput x array = a\noutput y string = item",
    '3: nothing here is named item',
  ],
  [
    'a property that a resource has not',
    vault('', 'output x string = vault.properties.url'),
    '9: VaultProperties has no property url (did you mean uri?)',
  ],
  [
    'a property that is not read back',
    vault('', 'output x string = vault.properties.password'),
    'password is write-only',
  ],
  ['a property of a string', "var a = 'x'\noutput x string = a.b", "2: 'x' has no property b"],
  ['a property of an array', "var a = ['x']\noutput x string = a.b", '2: .b is taken from an array'],
  ['an item that is not there', "var a = ['x']\noutput x string = a[1]", '2: there is no item 1: the array has 1'],
  [
    'a nested resource that is not there',
    vault('', 'output x string = vault::key.id'),
    'resource Example.Vaults/vaults has no nested resource key',
  ],
  [
    'a property of what may be null',
    'param a { b: string }?\noutput x string = a.b',
    '2: .b is taken from what may be null',
  ],
  [
    'a property of what may not be deployed',
    vault('', 'output x string = vault.properties.uri').replace('= {', '= if (empty(resourceGroup().tags)) {'),
    '.properties is taken from a resource that is deployed on a condition only',
  ],
  [
    'a function that is not there',
    "output x string = toUper('a')",
    '1: there is no function toUper (did you mean toUpper?)',
  ],
  ['too few arguments', "output x string = padLeft('a')", '1: padLeft takes 2 or more arguments, not 1'],
  ['too many arguments', "output x string = toUpper('a', 'b')", '1: toUpper takes 1 argument, not 2'],
  ['an argument of another type', 'output x string = toUpper(1)', '1: toUpper: is 1, where string is taken'],
  [
    'a lambda of too many variables',
    'output x array = map([1], (a, b, c) => a)',
    '1: this lambda of map takes 1 or 2 variables, not 3',
  ],
  ['a lambda that nothing takes', 'var f = x => x\noutput y array = f', '1: a lambda stands here'],
  ['an operand of another type', "output x bool = !'a'", "1: is 'a', where bool is taken"],
  ['a sum of strings', "output x int = 'a' + 1", "1: is 'a', where int is taken"],
  ['an output of another type', "output x int = 'a'", "1: is 'a', where int is taken"],
  ['a default of another type', "param a bool = 'true'\noutput x bool = a", "1: is 'true', where bool is taken"],
  [
    'a type that is not there',
    'param a strng\noutput x object = a',
    '1: there is no type strng (did you mean string?)',
  ],
  ['a name given twice', 'var a = 1\nvar a = 2\noutput x int = a', '2: a is declared in line 1 already'],
  ['an output given twice', 'output x int = 1\noutput x int = 2', '2: has the same name as what line 1 makes'],
  [
    'a resource made twice',
    vault('', vault().replace('resource vault', 'resource other')),
    '9: has the same name as what line 1 makes',
  ],
  ['a variable that needs itself', 'var a = b\nvar b = a\noutput x string = a', 'needs itself to be known'],
  [
    'resources that wait for each other',
    `${vault('', '').replace("'westeurope'", 'other.id')}${vault().replace('vault ', 'other ').replace("'vault1'", "'vault2'").replace("'westeurope'", 'vault.id')}`,
    'vault waits for itself: vault → other → vault',
  ],
  [
    'a name that is known only afterwards',
    `${vault()}resource lock 'Example.Vaults/locks@2025-01-01' = { name: vault.properties.uri }`,
    'name is calculated before anything is deployed, but vault.properties is known only afterwards',
  ],
  [
    'a condition that is known only afterwards, through a variable',
    `var uri = vault.properties.uri\n${vault()}resource lock 'Example.Vaults/locks@2025-01-01' = if (empty(uri)) { name: 'x' }`,
    'the condition is calculated before anything is deployed, but uri (vault.properties)',
  ],
  [
    'a default that needs a resource',
    `${vault()}param a string = vault.id\noutput x string = a`,
    'the default of a parameter may use other parameters only',
  ],
  [
    'a result that changes each time',
    'output x string = newGuid()',
    '1: newGuid may be called in the default of a parameter only',
  ],
  ['a loop within a call', "output x array = concat([for a in ['x']: a], [])", '1: a loop cannot stand here'],
  ['a scope of templates that there is not', "targetScope = 'group'", '1: targetScope is one of'],
  [
    'a dependency on a string',
    vault('', '').replace('  location', "  dependsOn: ['vault']\n  location"),
    "3: is 'vault', where a resource or a module is taken",
  ],
])('finds %s', (_, template, problem) => {
  expect(problemsOf(template)).toContainEqual(expect.stringContaining(problem));
});

it.each([
  ['param a string', '1: the parameter a is used by nothing: remove it'],
  ["var a = 'x'", '1: the variable a is used by nothing: remove it'],
  ["type a = 'x'", '1: the type a is used by nothing: remove it'],
  ['func a() int => 1', '1: the function a is used by nothing: remove it'],
  [
    "resource a 'Example.Vaults/vaults@2025-01-01' existing = { name: 'abc' }",
    '1: the existing resource a is used by nothing: remove it',
  ],
])('finds that nothing uses %j', (template, problem) => {
  expect(problemsOf(template)).toEqual([problem]);
});

describe('decorators', () => {
  const use = '\noutput x string = a';

  it.each([
    ["@allowed(['one', 'two'])\nparam a string = 'one'"],
    ['@secure()\n@minLength(1)\n@maxLength(9)\nparam a string'],
    ["@description('x')\n@metadata({ azd: { type: 'location' } })\nparam a string"],
  ])('takes %j', (text) => {
    expect(problemsOf(text + use)).toEqual([]);
  });

  it.each([
    ["@allowed(['one', 'two'])\nparam a string = 'three'", "2: 'three' is none of 'one' | 'two'"],
    ['@allowed([1])\nparam a string', '1: is 1, where string is taken'],
    ["@maxLength(2)\nparam a string = 'abc'", "2: 'abc' is longer than 2 characters"],
    ['@minLength(3)\n@maxLength(2)\nparam a string', '2: @maxLength(2) is less than @minLength(3)'],
    ['@secrue()\nparam a string', '1: there is no decorator @secrue (did you mean secure?)'],
    ['@minValue(1)\nparam a string', '1: @minValue narrows integers, and this is string'],
    ['@batchSize(1)\nparam a string', '1: @batchSize does not decorate param'],
    ['@secure()\n@secure()\nparam a string', '2: @secure stands here twice'],
    ['@secure(true)\nparam a string', '1: @secure takes 0 arguments, not 1'],
  ])('finds what is wrong in %j', (text, problem) => {
    expect(problemsOf(text + use)).toContainEqual(expect.stringContaining(problem));
  });
});

describe('own types', () => {
  const types = "type Size = 'small' | 'large'\ntype Box = { size: Size, label: string?, *: int }\n";

  it('take what fits', () => {
    expect(problemsOf(`${types}param a Box = { size: 'small', weight: 3 }\noutput x string = a.size`)).toEqual([]);
  });

  it.each([
    ["{ size: 'medium' }", "3: 'medium' is none of 'small' | 'large'"],
    ["{ label: 'x' }", "3: size is missing: object requires it ('small' | 'large')"],
    ["{ size: 'small', weight: 'heavy' }", "3: is 'heavy', where int is taken"],
  ])('do not take %s', (value, problem) => {
    expect(problemsOf(`${types}param a Box = ${value}\noutput x string = a.size`)).toEqual([problem]);
  });
});

describe('files that are loaded', () => {
  const main = "var rows = loadJsonContent('rows.json')\noutput x string = rows[0].name";

  it('are known to the last value', () => {
    expect(problemsOf(main, { 'rows.json': '[{ "name": "a" }]' })).toEqual([]);
    expect(problemsOf(main, { 'rows.json': '[{ "nmae": "a" }]' })).toEqual([
      '2: object has no property name (did you mean nmae?)',
    ]);
    expect(
      problemsOf("var rule = loadYamlContent('rule.yaml')\noutput x int = rule.name", { 'rule.yaml': 'name: a\n' }),
    ).toEqual(["2: is 'a', where int is taken"]);
  });

  it('must be there and be what they are read as', () => {
    expect(problemsOf(main)).toEqual(['1: there is no file rows.json beside this template']);
    expect(problemsOf(main, { 'rows.json': '[' })).toEqual([expect.stringContaining('1: rows.json cannot be read')]);
    expect(problemsOf("param p string\nvar a = loadTextContent('${p}.txt')\noutput x string = a")).toEqual([
      '2: loadTextContent takes a path that is known beforehand, without parameters',
    ]);
  });
});
