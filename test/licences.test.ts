import { packages } from '../package-lock.json';

/** Licences that ask for no more than to be named, and to be kept with the code. */
const permissive = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'Zlib',
  'BlueOak-1.0.0',
]);

/** Packages with another licence, or none in the lockfile, and why they may be here: none of them is published. */
const odd: Readonly<Record<string, string>> = {
  'caniuse-lite': 'CC-BY-4.0: data on browsers, read by the tests’ compiler',
  'uri-templates': 'public domain, which the package says by a link; a part of Azurite',
};

interface LockedPackage {
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
  readonly integrity?: string;
}

const locked = Object.entries(packages as Readonly<Record<string, LockedPackage>>).map(([path, entry]) => ({
  path,
  name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
  ...entry,
}));
/** Of this project: itself, and what stands in for Azurite's telemetry. */
const own = new Set(['', 'node_modules/applicationinsights', 'stubs/applicationinsights']);
const foreign = locked.filter(({ path }) => !own.has(path));

/** Whether an SPDX expression (https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/) leaves us a choice. */
function isPermissive(expression = ''): boolean {
  const plain = expression.replace(/^\((.*)\)$/, '$1');
  if (plain.includes(' OR ')) return plain.split(' OR ').some(isPermissive);
  return plain.split(' AND ').every((licence) => permissive.has(licence));
}

it('knows more than a handful of packages', () => {
  expect(foreign.length).toBeGreaterThan(300);
});

it('the app runs on packages with permissive licences only', () => {
  const published = foreign.filter(({ dev }) => !dev);
  expect(published.length).toBeGreaterThan(50);
  expect(published.filter(({ license }) => !isPermissive(license)).map(({ path }) => path)).toEqual([]);
});

it('every other package has a permissive licence too, or a reason to be here', () => {
  const reasonless = foreign.filter(({ license, name }) => !isPermissive(license) && !Object.hasOwn(odd, name));
  expect(reasonless.map(({ path, license }) => `${path}: ${license}`)).toEqual([]);
});

it('every reason is still needed', () => {
  const names = new Set(locked.map(({ name }) => name));
  expect(Object.keys(odd).filter((name) => !names.has(name))).toEqual([]);
});

it('every package is the one whose hash the lockfile holds', () => {
  expect(foreign.filter(({ integrity }) => !integrity?.startsWith('sha512-')).map(({ path }) => path)).toEqual([]);
});

it.each([
  ['MIT', true],
  ['(MIT OR CC0-1.0)', true],
  ['(MIT AND Zlib)', true],
  ['MIT AND GPL-3.0-only', false],
  ['GPL-3.0-only', false],
  ['', false],
  [undefined, false],
])('tells a licence: %s', (expression, expected) => {
  expect(isPermissive(expression)).toBe(expected);
});
