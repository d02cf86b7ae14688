import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DoctorWorld } from './doctorWorld';

const page = readFileSync(join(__dirname, '../../../../docs/troubleshooting.md'), 'utf8');
const world = new DoctorWorld();
beforeAll(() => world.start());
afterAll(() => world.stop());

it('the page names checks that there are, and leaves none out', async () => {
  const rows = page.split('\n').filter((line) => line.startsWith('| ') && line.split(' | ').length === 4);
  const named = new Set(
    rows.flatMap((row) => [...row.split(' | ')[2]!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!)),
  );
  const checks = (await world.examine()).map(({ check }) => check);
  expect([...named].filter((name) => !checks.includes(name))).toEqual([]);
  // Of the roles, one is named for all.
  expect(checks.filter((check) => !named.has(check) && !check.startsWith('role on '))).toEqual([]);
});

it('the way back to the page is the README’s', () => {
  expect(readFileSync(join(__dirname, '../../../../README.md'), 'utf8')).toContain('docs/troubleshooting.md');
});
