import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pythonPackages } from '../../../../tools/checkContent/engine/pythonPackages';

const folder = mkdtempSync(join(tmpdir(), 'byoml-python-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('says why packages cannot be had, and leaves nothing half installed', () => {
  const requirements = join(folder, 'requirements.txt');
  writeFileSync(requirements, 'this is no requirement\n');
  const packages = join(folder, 'packages');
  expect(pythonPackages(packages, requirements)).toEqual({ missing: expect.stringContaining('could not install') });
  expect(readdirSync(packages)).toEqual([]);
});
