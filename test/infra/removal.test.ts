import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Hook {
  readonly run: string;
  readonly continueOnError?: boolean;
}

const root = join(__dirname, '../..');
const { hooks } = parse(readFileSync(join(root, 'azure.yaml'), 'utf8')) as {
  readonly hooks: Readonly<Record<string, Readonly<Record<string, Hook>>>>;
};
const systems = ['posix', 'windows'];

// cli/azd/pkg/ext/hooks_runner.go: the hook runs before the command, which does not run where it fails; only
// continueOnError changes that, no flag does.
it.each(systems)('azd down stops on %s, however it is called', (system) => {
  const { run, continueOnError } = hooks.predown![system]!;
  expect(continueOnError).toBeUndefined();
  expect(run).toMatch(/; exit 1$/);
});

it.each([
  { on: 'with Node.js', path: process.env.PATH, says: /^azd down is refused: .* docs\/deploy\.md .*"Remove"/ },
  { on: 'without Node.js', path: '/nowhere', says: /not found/ },
])('the hook fails $on', ({ path, says }) => {
  const { status, stderr } = spawnSync('/bin/sh', ['-c', hooks.predown!.posix!.run], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: path },
  });
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringMatching(says) });
});

it('the page that the refusal names has that section', () => {
  expect(readFileSync(join(root, 'docs/deploy.md'), 'utf8')).toMatch(/^## Remove$/m);
});
