import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itWithPublishedTypes } from './templates';

const project = join(__dirname, '../../..');
const register = join(project, 'test/tools/local/registerTypeScript.js');
const command = join(project, 'tools/checkInfra.ts');

let parent: string;
let copy: string;

/** A copy of what is deployed, in a folder that has no published types beside it. */
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'checkInfra-'));
  copy = join(parent, 'project');
  mkdirSync(copy);
  for (const name of ['infra', 'azure.yaml', 'SECURITY.md'])
    cpSync(join(project, name), join(copy, name), { recursive: true });
});

afterEach(() => rmSync(parent, { recursive: true }));

function check() {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', register, command], {
    cwd: copy,
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

itWithPublishedTypes('finds the templates good, and says what it looked at', () => {
  mkdirSync(join(parent, 'shared/data'), { recursive: true });
  symlinkSync(join(project, '../shared/data/bicep-types'), join(parent, 'shared/data/bicep-types'));
  const { status, output } = check();
  expect(output).toMatch(
    /^templates: files \d+, modules \d+, resources \d+, values checked \d+, values not checked \d+: good$/m,
  );
  expect(output).toContain('parsed and type-checked against the published resource types');
  expect(output).toMatch(/^policies: .*role assignments \d+: good$/m);
  expect(output).toMatch(/^planted faults, each found where it was planted: misspelt property \d+, .*: good$/m);
  expect(status).toBe(0);
});

it('says without published types that no property was checked, and still checks the rest', () => {
  writeFileSync(join(copy, 'infra/broken.bicep'), 'param unused string\noutput x string = nowhere\n');
  const { status, output } = check();
  expect(output).toContain('../shared/data/bicep-types is not here, so no property of a resource was checked');
  expect(output).toContain('infra/broken.bicep:1:7 the parameter unused is used by nothing: remove it');
  expect(output).toContain('infra/broken.bicep:2:19 nothing here is named nowhere');
  expect(output).toContain('none was planted: the published resource types are not here');
  expect(status).toBe(1);
});
