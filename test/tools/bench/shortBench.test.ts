import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(__dirname, '../../..');

async function bench(...words: string[]): Promise<string> {
  const args = ['--require', join(root, 'test/tools/local/registerTypeScript.js'), join(root, 'tools/bench/bench.ts')];
  const { stdout } = await promisify(execFile)(process.execPath, [...args, ...words], { cwd: root });
  return stdout;
}

describe('npm run bench', () => {
  it('--short finds all results right: no word about how long they took', async () => {
    const said = await bench('--short');
    const [, right, all] = /(\d+) of (\d+) results checked are right/.exec(said) ?? [];
    expect(right).toBe(all);
    expect(Number(all)).toBe(19);
  }, 300_000);

  it('--help names the sections', async () => {
    expect(await bench('--help')).toContain('training, reading, scoring, model, coldStart');
  });

  it('refuses a section that there is not', async () => {
    await expect(bench('--only', 'everything')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--only is "everything"; sections are training,'),
    });
  });
});
