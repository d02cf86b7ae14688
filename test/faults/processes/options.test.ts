import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { killOptions } from './options';
import { runTypeScript } from './runTypeScript';

function run(...words: readonly string[]) {
  const args = [...runTypeScript, join(__dirname, 'run.ts'), ...words];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 60_000 });
  return { status, stdout, stderr };
}

it('kills fifty processes by the first seed where nothing else is said', () => {
  expect(killOptions([])).toEqual({ kills: 50, seed: 1, help: false });
  expect(killOptions(['--kills', '3', '--seed', '-7'])).toEqual({ kills: 3, seed: -7, help: false });
});

it.each([
  [['--bogus'], "Unknown option '--bogus'."],
  [['--kills', 'abc'], '--kills is "abc"; it takes a number.'],
  [['--kills', '1.5'], '--kills is 1.5; it takes a whole number.'],
  [['--kills', '-1'], '--kills is -1; it takes a whole number.'],
  [['stray'], '"stray" is no option.'],
])('refuses %j in a sentence', (words, message) => {
  expect(() => killOptions(words)).toThrow(message);
});

it('ends with code 2 and the sentence alone where the command line is wrong, and with help where that is asked for', () => {
  expect(run('--kills', '1.5')).toEqual({
    status: 2,
    stdout: '',
    stderr: '--kills is 1.5; it takes a whole number. See npm run faults:kill -- --help.\n',
  });
  expect(run('--help')).toEqual({
    status: 0,
    stdout: expect.stringMatching(/^Usage: npm run faults:kill/),
    stderr: '',
  });
}, 60_000);
