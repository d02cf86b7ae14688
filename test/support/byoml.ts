import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const root = join(__dirname, '..', '..');

export interface CommandResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `byoml` from its sources in a process of its own, as a shell would. */
export async function byoml(...words: readonly string[]): Promise<CommandResult> {
  const child = startByoml(...words);
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { exitCode: await exited, stdout, stderr };
}

/** Starts it for those who do not let it end by itself. */
export function startByoml(...words: readonly string[]) {
  return spawn(
    process.execPath,
    ['--require', join(root, 'test/tools/local/registerTypeScript.js'), join(root, 'tools/byoml.ts'), ...words],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
}
