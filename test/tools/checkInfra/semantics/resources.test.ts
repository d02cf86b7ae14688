import { problemsOf, vault } from '../templates';

/** A resource that is where it may be, to be referred to. */
const good = vault();

it('finds nothing in a template that is good', () => {
  expect(
    problemsOf(
      vault("edition: 'premium'\n days: 7\n rules: [{ address: 'x' }, { address: 'y', rules: [] }]\n locked: null"),
    ),
  ).toEqual([]);
});

it.each<[string, string, string]>([
  ['a misspelt property', vault('lcoked: true'), '6: VaultProperties has no property lcoked (did you mean locked?)'],
  [
    'a missing one',
    good.replace("  location: 'westeurope'\n", ''),
    '1: location is missing: Example.Vaults/vaults requires it (string)',
  ],
  [
    'a missing one within',
    good.replace("tier: 'standard'", ''),
    "4: tier is missing: VaultProperties requires it ('standard' | 'premium')",
  ],
  ['a read-only one', vault("uri: 'x'"), '6: uri is read-only: leave it out'],
  [
    'a wrong value',
    good.replace("'standard'", "'stanard'"),
    "5: 'stanard' is none of 'standard' | 'premium' (did you mean standard?)",
  ],
  [
    'a wrong value of an open list',
    vault("edition: 'premum'"),
    "6: 'premum' is none of 'standard' | 'premium' | string (did you mean premium?)",
  ],
  ['a number out of bounds', vault('days: 91'), '6: may be 91, more than 90'],
  ['another type', vault("locked: 'yes'"), "6: is 'yes', where bool is taken"],
  ['a name of another form', good.replace("'vault1'", "'Vault_1'"), "2: 'Vault_1' does not match ^[a-z0-9]+$"],
  [
    'a wrong item of an array, in a type that refers to itself',
    vault("rules: [{ address: 'x', rules: [{ adress: 'y' }] }]"),
    '6: Rule has no property adress (did you mean address?)',
  ],
  [
    'too many items',
    vault("rules: [{ address: 'x' }, { address: 'x' }, { address: 'x' }]"),
    '6: has 3 items, more than 2',
  ],
  ['a wrong value in a branch', vault("edition: empty('x') ? 'premium' : 'x'"), "6: 'x' is none of"],
  ['a wrong value in a loop', vault("rules: [for x in ['a']: { address: 1 }]"), '6: is 1, where string is taken'],
  ['a wrong value in a variable', vault('rules: rules', "var rules = [{ adress: 'x' }]"), '6: [0].address is missing'],
  ['a property given twice', vault('locked: true\n    locked: false'), '7: locked stands here twice'],
  [
    'another API version',
    good.replace('2025-01-01', '2024-01-01'),
    '1: Example.Vaults/vaults has no API version 2024-01-01: use 2025-01-01',
  ],
  [
    'another type of resource',
    good.replace('/vaults@', '/valuts@'),
    '1: Example.Vaults/valuts is no resource type of the published API versions (did you mean Example.Vaults/vaults?)',
  ],
  [
    'another provider',
    good.replace('Example.Vaults/', 'Example.Vualts/'),
    '1: the provider Example.Vualts is not among the published types (did you mean example.vaults?)',
  ],
  [
    'a type without a version',
    good.replace('@2025-01-01', ''),
    "1: the type of a resource is written 'Provider/type@yyyy-mm-dd'",
  ],
  [
    'a type that can only be read',
    "resource r 'Example.Vaults/regions@2025-01-01' = { name: 'r' }",
    '1: Example.Vaults/regions can only be read: write existing',
  ],
])('finds %s', (_, template, problem) => {
  const problems = problemsOf(template);
  expect(problems).toContainEqual(expect.stringContaining(problem));
});

describe('an object whose properties depend on one of them', () => {
  it('takes the properties of the variant', () => {
    expect(problemsOf(vault("backup: { kind: 'Nightly', hour: 7, note: 'x' }\n    rules: []"))).toEqual([]);
  });

  it.each([
    ["backup: { kind: 'Nightly' }", '6: hour is missing: Nightly requires it (int)'],
    ["backup: { kind: 'Never', hour: 7 }", '6: Never has no property hour'],
    [
      "backup: { kind: 'Nigthly', hour: 7 }",
      "6: kind: 'Nigthly' is none of 'Nightly' | 'Never' (did you mean Nightly?)",
    ],
    ['backup: { hour: 7 }', "6: kind is missing: one of 'Nightly' | 'Never'"],
  ])('finds what is wrong in %s', (properties, problem) => {
    expect(problemsOf(vault(properties))).toEqual([expect.stringContaining(problem)]);
  });
});

describe('spread', () => {
  it('gives what is required', () => {
    const template = vault().replace("tier: 'standard'", '...defaults');
    expect(problemsOf(`var defaults = { tier: 'premium' }\n${template}`)).toEqual([]);
    expect(problemsOf(`var defaults = { days: 3, lcoked: true }\n${template}`)).toEqual([
      '6: days: may be 3, less than 7',
      '6: VaultProperties has no property lcoked (did you mean locked?)',
      "5: tier is missing: VaultProperties requires it ('standard' | 'premium')",
    ]);
  });

  it('is not guessed of where it is not known', () => {
    expect(problemsOf(`param given object\n${vault().replace("tier: 'standard'", '...given')}`)).toEqual([]);
  });
});

describe('where a resource is', () => {
  const key = (lines: string) => `${good}\nresource key 'Example.Vaults/vaults/keys@2025-01-01' = {\n${lines}\n}`;

  it.each([
    ['beside its parent', key("parent: vault\nname: 'k'")],
    ['by the names of both', key("name: 'vault1/k'")],
    ['by a name that is put together', key("name: '${vault.name}/k'")],
    ['within its parent', good.replace('  properties', "  resource key 'keys' = { name: 'k' }\n  properties")],
    ['on another resource', `${good}\nresource lock 'Example.Vaults/locks@2025-01-01' = {\nscope: vault\nname: 'l'\n}`],
  ])('is good %s', (_, template) => {
    expect(problemsOf(template)).toEqual([]);
  });

  it.each([
    [
      'the parent is another type',
      `${key("parent: key2\nname: 'k'")}\nresource key2 'Example.Vaults/vaults/keys@2025-01-01' existing = { name: 'a/b' }`,
      'key2 is a Example.Vaults/vaults/keys, but the parent of Example.Vaults/vaults/keys is a Example.Vaults/vaults',
    ],
    ['the parent is none', key("parent: 'vault1'\nname: 'k'"), "is 'vault1', where a resource is taken"],
    ['the name lacks the parent', key("name: 'k'"), 'the name has 1 parts, but here Example.Vaults/vaults/keys has 2'],
    [
      'the name has the parent twice',
      key("parent: vault\nname: 'vault1/k'"),
      'the name has 2 parts, but here Example.Vaults/vaults/keys has 1',
    ],
    [
      'it cannot be on another resource',
      key("scope: vault\nname: 'vault1/k'"),
      'Example.Vaults/vaults/keys is not deployed to another resource',
    ],
    [
      'it cannot be where the template is deployed',
      `targetScope = 'subscription'\n${good}`,
      'Example.Vaults/vaults is not deployed to a subscription',
    ],
    [
      'it would be in another group',
      good.replace('  location', "  scope: subscription('x')\n  location"),
      'deploy what belongs elsewhere in a module',
    ],
  ])('is wrong where %s', (_, template, problem) => {
    expect(problemsOf(template)).toEqual([expect.stringContaining(problem)]);
  });
});

describe('an existing resource', () => {
  it('has a name and no more', () => {
    const template = (body: string) =>
      `resource vault 'Example.Vaults/vaults@2025-01-01' existing = { ${body} }\noutput id string = vault.id`;
    expect(problemsOf(template("name: 'vault1'"))).toEqual([]);
    expect(problemsOf(template("name: 'vault1', location: 'x'"))).toEqual([
      '1: an existing resource has no property location',
    ]);
    expect(problemsOf(template(''))).toEqual([expect.stringContaining('name is missing')]);
  });
});
