import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { UsageError } from '../../../tools/byoml/command';
import { parityHelp, parityOptions } from '../../../tools/parity/options';

const root = join(__dirname, '../../..');

/** Runs `npm run parity` from its sources, with nothing to be found on the path. */
function parity(...words: readonly string[]) {
  const args = [
    '--require',
    join(root, 'test/tools/local/registerTypeScript.js'),
    join(root, 'tools/parity/parity.ts'),
  ];
  return promisify(execFile)(process.execPath, [...args, ...words], { env: { PATH: '' } }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}

describe('npm run parity', () => {
  it('says what is missing where there is no Java, and fails', async () => {
    const { code, stderr } = await parity();
    expect(stderr).toBe('Spark runs on Java, and there is no java here: install a JDK or JRE 17, then repeat\n');
    expect(code).toBe(1);
  });

  it('tells its options without looking for anything', async () => {
    expect(await parity('--help')).toMatchObject({ code: 0, stdout: parityHelp });
  });

  it('knows its cases, and refuses others', async () => {
    expect(parityOptions(['--only', 'fixed-implicit', 'exchange']).only).toEqual(['fixed-implicit', 'exchange']);
    expect(() => parityOptions(['--only', 'nothing'])).toThrow(UsageError);
    expect(() => parityOptions(['--record', '--only', 'exchange'])).toThrow(UsageError);
    expect(await parity('--only', 'nothing')).toMatchObject({ code: 2, stderr: expect.stringContaining('"nothing"') });
  });
});
