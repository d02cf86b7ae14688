import { spawnSync } from 'node:child_process';
import type { Infrastructure } from '../infrastructure';
import type { Section } from '../section';

/** Bicep's own compiler and linter on each file, where the `bicep` command is on this machine. */
export function compilerSection({ files }: Infrastructure, root: string, command = 'bicep'): Section {
  const title = 'compiler';
  const version = spawnSync(command, ['--version'], { encoding: 'utf8' });
  if (version.error !== undefined)
    return {
      title,
      counts: [],
      notes: ['the bicep command is not here: parsed and type-checked, not compiled'],
      problems: [],
    };
  const templates = files.list().filter((file) => file.endsWith('.bicep'));
  const values = files.list().filter((file) => file.endsWith('.bicepparam'));
  const commands = [
    ...templates.map((file) => ['build', file, '--stdout']),
    ...templates.map((file) => ['lint', file]),
    ...values.map((file) => ['build-params', file, '--stdout']),
  ];
  const problems = commands.flatMap((words) => {
    const { status, stderr } = spawnSync(command, words, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
    const lines = stderr.split('\n').filter((line) => /\b(Error|Warning)\b/.test(line));
    return lines.length > 0 || status === 0 ? lines : [`bicep ${words.join(' ')} failed: ${stderr.trim()}`];
  });
  return {
    title,
    counts: [['files', templates.length + values.length]],
    notes: [version.stdout.trim()],
    problems: [...new Set(problems)],
  };
}
