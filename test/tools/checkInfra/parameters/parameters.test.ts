import { Infrastructure } from '../../../../tools/checkInfra/infrastructure';
import { checkAzureYaml } from '../../../../tools/checkInfra/parameters/checkAzureYaml';
import { parametersSection } from '../../../../tools/checkInfra/sections/parameters';
import { filesOf } from '../templates';

const main = `param name string
param on bool = true
@minValue(1)
param count int = 1
@allowed(['a', 'b'])
param kind string = 'a'
`;

function problemsOf(beside: Readonly<Record<string, string>>): string[] {
  return [
    ...parametersSection(new Infrastructure(filesOf({ 'infra/main.bicep': main, ...beside }), undefined)).problems,
  ];
}

function json(parameters: object): Readonly<Record<string, string>> {
  return { 'infra/main.parameters.json': JSON.stringify({ parameters }, undefined, 1) };
}

describe('a file of parameters', () => {
  it('takes values, and what azd fills in', () => {
    const parameters = {
      name: { value: '${NAME}' },
      on: { value: '${ON=false}' },
      count: { value: '${COUNT=2}' },
      kind: { value: 'b' },
    };
    expect(problemsOf(json(parameters))).toEqual([]);
  });

  it.each([
    [{ nmae: { value: 'x' } }, '3:1 nmae: infra/main.bicep has no such parameter (did you mean name?)'],
    [{ on: { value: 'yes' } }, "3:1 on: is 'yes', where bool is taken"],
    [{ on: { value: '${ON=no}' } }, "3:1 on: is 'no', where bool is taken"],
    [{ count: { value: '${COUNT=0}' } }, '3:1 count: may be 0, less than 1'],
    [{ kind: { value: '${KIND=c}' } }, "3:1 kind: 'c' is none of 'a' | 'b'"],
    [{ name: 'x' }, '3:1 name: is written { "value": … } or { "reference": … }'],
  ])('finds what is wrong in %j', (parameters, problem) => {
    expect(problemsOf(json(parameters))).toEqual([`infra/main.parameters.json:${problem}`]);
  });

  it('must be JSON, and beside its template', () => {
    expect(problemsOf({ 'infra/main.parameters.json': '{' })).toEqual([
      expect.stringContaining('infra/main.parameters.json:1:1 is no JSON'),
    ]);
    expect(problemsOf({ 'infra/other.parameters.json': '{}' })).toEqual([
      'infra/other.parameters.json:1:1 there is no template of this name beside it',
    ]);
  });
});

describe('a .bicepparam file', () => {
  const file = (text: string) => problemsOf({ 'infra/main.bicepparam': text });

  it('takes values of the parameters', () => {
    expect(file("using 'main.bicep'\nvar prefix = 'x'\nparam name = '${prefix}y'\nparam count = 2\n")).toEqual([]);
  });

  it.each([
    ["using 'main.bicep'\n", '1:1 name has no value: infra/main.bicep requires it'],
    ["using 'main.bicep'\nparam name = 1\n", '2:14 is 1, where string is taken'],
    [
      "using 'main.bicep'\nparam name = 'x'\nparam knd = 'a'\n",
      '3:7 infra/main.bicep has no parameter knd (did you mean kind?)',
    ],
    ["using 'main.bicep'\nparam name = prefix\n", '2:14 nothing here is named prefix'],
    ["using 'other.bicep'\n", "1:1 begins with using 'path of a template', and there must be one"],
  ])('finds what is wrong in %j', (text, problem) => {
    expect(file(text)).toEqual([`infra/main.bicepparam:${problem}`]);
  });
});

describe('azure.yaml', () => {
  const good = 'name: app\nservices:\n  scorer:\n    project: .\n    host: function\n    language: js\n';
  const check = (text: string, tagged = ['scorer']) =>
    checkAzureYaml(text, 'azure.yaml', filesOf({ 'infra/main.bicep': '' }), new Set(tagged)).problems.map(
      ({ at, message }) => `${at.line}: ${message}`,
    );

  it('is good where the template makes what each service is published to', () => {
    expect(check(good)).toEqual([]);
  });

  it.each([
    [good.replace('name: app\n', ''), '1: has no name'],
    [good.replace('function', 'functions'), '3: service scorer: host functions is none of'],
    [good.replace('language: js', 'language: cobol'), '3: service scorer: language cobol is none of'],
    [good.replace('project', 'projct'), '3: service scorer: azd knows no setting projct (did you mean project?)'],
    [good.replace('services', 'service'), '1: azd knows no setting service (did you mean services?)'],
    [
      good.replace('scorer', 'trainer'),
      "3: service trainer: no resource of infra/main.bicep has the tag azd-service-name: 'trainer'",
    ],
    [`${good}infra:\n  path: deploy\n`, 'deploys deploy/main.bicep, which is not there'],
    ['name: [', 'Flow sequence'],
  ])('finds what is wrong in %j', (text, problem) => {
    expect(check(text)).toContainEqual(expect.stringContaining(problem));
  });
});
