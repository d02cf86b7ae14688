import { Infrastructure } from '../../../../tools/checkInfra/infrastructure';
import { hardCodedHosts } from '../../../../tools/checkInfra/policies/hosts';
import { secretsIn } from '../../../../tools/checkInfra/policies/secrets';
import { filesOf } from '../templates';

function scopeOf(text: string) {
  return new Infrastructure(filesOf({ 'main.bicep': text }), undefined).template('main.bicep')!;
}

it.each([
  ['output key string = account.listKeys().keys[0].value', 'listKeys reads a secret'],
  [
    "resource app 'A.B/c@2025-01-01' = {\n  name: 'x'\n  resource settings 'd' = { name: 'e', value: listKeys('id', '2025-01-01') }\n}",
    'listKeys reads a secret',
  ],
  ["var connection = 'AccountName=a;AccountKey=${key}'", 'holds a key or a signature'],
  ["var address = 'https://a/b?sv=1&sig=${key}'", 'holds a key or a signature'],
  ['@secure()\nparam password string\noutput p string = password', 'gives out password, which is @secure()'],
  ['output key string = component.properties.InstrumentationKey', 'gives out component.properties.InstrumentationKey'],
])('finds the secret in %j', (text, message) => {
  expect(secretsIn(scopeOf(text)).map((problem) => problem.message)).toContainEqual(expect.stringContaining(message));
});

it.each([
  'output id string = account.id',
  'var setting = component.properties.ConnectionString',
  '@secure()\nparam password string\nvar inner = password',
  "module m 'm.bicep' = { params: { name: 'keys' } }",
])('finds none in %j', (text) => {
  expect(secretsIn(scopeOf(text))).toEqual([]);
});

it('finds hosts that other clouds do not have, and takes those that environment() gives', () => {
  expect(hardCodedHosts(scopeOf("var a = 'https://x.blob.core.windows.net'")).map(({ message }) => message)).toEqual([
    'names core.windows.net, which other clouds do not have: use environment()',
  ]);
  expect(
    hardCodedHosts(scopeOf("resource r 'A.B/c@2025-01-01' = { name: 'r', value: 'https://management.azure.com/' }")),
  ).toHaveLength(1);
  expect(hardCodedHosts(scopeOf("var a = 'https://x.blob.${environment().suffixes.storage}'"))).toEqual([]);
});
