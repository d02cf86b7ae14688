import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Infrastructure } from '../../../../tools/checkInfra/infrastructure';
import { compilerSection } from '../../../../tools/checkInfra/sections/compiler';
import { filesOf } from '../templates';

const infrastructure = new Infrastructure(filesOf({ 'infra/main.bicep': '', 'infra/main.bicepparam': '' }), undefined);
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bicep-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A command that speaks as Bicep's does: diagnostics on stderr, and 1 where one of them is an error. */
function bicep(script: string): void {
  writeFileSync(
    join(folder, 'bicep'),
    `#!/bin/sh\nif [ "$1" = --version ]; then echo 'Bicep CLI version 0.0.0'; exit 0; fi\n${script}\n`,
  );
  chmodSync(join(folder, 'bicep'), 0o755);
}

it('says where there is no compiler', () => {
  expect(compilerSection(infrastructure, folder, join(folder, 'bicep'))).toMatchObject({
    counts: [],
    notes: ['the bicep command is not here: parsed and type-checked, not compiled'],
    problems: [],
  });
});

it('builds and lints each template, and builds each file of parameters', () => {
  bicep('echo "$@" >> calls');
  expect(compilerSection(infrastructure, folder, join(folder, 'bicep'))).toMatchObject({
    counts: [['files', 2]],
    notes: ['Bicep CLI version 0.0.0'],
    problems: [],
  });
});

it.each([
  [
    'a warning',
    'echo "main.bicep(1,7) : Warning no-unused-params: x" >&2',
    ['main.bicep(1,7) : Warning no-unused-params: x'],
  ],
  ['an error', 'echo "main.bicep(1,1) : Error BCP007: x" >&2; exit 1', ['main.bicep(1,1) : Error BCP007: x']],
  [
    'a failure without one',
    'echo "out of memory" >&2; exit 134',
    [
      'bicep build infra/main.bicep --stdout failed: out of memory',
      'bicep lint infra/main.bicep failed: out of memory',
      'bicep build-params infra/main.bicepparam --stdout failed: out of memory',
    ],
  ],
])('tells of %s', (_, script, problems) => {
  bicep(script);
  expect(compilerSection(infrastructure, folder, join(folder, 'bicep')).problems).toEqual(problems);
});
