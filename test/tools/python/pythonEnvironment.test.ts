import { execFile, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { projectFolder } from '../../../tools/bench/projectFolder';
import { findPython } from '../../../tools/python/findPython';
import { type PythonEnvironment, pythonEnvironment } from '../../../tools/python/pythonEnvironment';
import { itUnlessMissing } from '../../support/itUnlessMissing';

const run = promisify(execFile);

const found = findPython('3.11');
const itWithPython = itUnlessMissing('missing' in found ? found.missing : undefined);
const systemPython = 'python' in found ? found.python : '';

const folder = mkdtempSync(join(tmpdir(), 'byoml-python-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A requirements file for packages that are made here, so that no registry is asked. */
function requirementsOf(name: string, ...packages: readonly string[]): string {
  const lines = packages.map((module) => wheel(module));
  const file = join(folder, `${name}.txt`);
  writeFileSync(file, ['--no-index', ...lines, ''].join('\n'));
  return file;
}

/** @returns the path of a wheel with one module, empty */
function wheel(module: string): string {
  const path = join(folder, `${module}-1.0-py3-none-any.whl`);
  const content = {
    [`${module}.py`]: '',
    [`${module}-1.0.dist-info/METADATA`]: `Metadata-Version: 2.1\nName: ${module}\nVersion: 1.0\n`,
    [`${module}-1.0.dist-info/WHEEL`]: 'Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
    [`${module}-1.0.dist-info/RECORD`]: '',
  };
  const program = [
    'import json, sys, zipfile',
    'with zipfile.ZipFile(sys.argv[1], "w") as file:',
    '    for name, text in json.loads(sys.argv[2]).items(): file.writestr(name, text)',
  ].join('\n');
  execFileSync(systemPython, ['-c', program, path, JSON.stringify(content)]);
  return path;
}

/** Which of the modules an environment has. */
function importable(environment: PythonEnvironment, ...modules: readonly string[]): string[] {
  const { python } = environment as { python: string };
  const program = 'import importlib.util, sys; print(*filter(importlib.util.find_spec, sys.argv[1:]))';
  return execFileSync(python, ['-c', program, ...modules], { encoding: 'utf8' })
    .trim()
    .split(' ');
}

itWithPython('installs what all files list, once, and anew when one of them changes', () => {
  const target = join(folder, 'python');
  const first = requirementsOf('first', 'left');
  const second = requirementsOf('second', 'right');
  const announced: string[] = [];
  const ask = () => pythonEnvironment(target, [first, second], (sentence) => announced.push(sentence));

  const installed = ask();
  expect(importable(installed, 'left', 'right', 'other')).toEqual(['left', 'right']);
  expect(announced).toEqual([`Installing ${first} and ${second} into ${target} (once, it may take minutes)`]);

  expect(ask()).toEqual(installed);
  expect(announced).toHaveLength(1);

  writeFileSync(second, '--no-index\nno-such-package==1.0\n');
  expect(ask()).toEqual({
    missing:
      `${first} and ${second} could not be installed (No matching distribution found for no-such-package==1.0): ` +
      'it takes Python 3.11 or later with venv, and a way to PyPI',
  });

  // What was whole before that is no more.
  requirementsOf('second', 'right');
  expect(importable(ask(), 'left', 'right', 'other')).toEqual(['left', 'right']);

  requirementsOf('second', 'other');
  expect(importable(ask(), 'left', 'right', 'other')).toEqual(['left', 'other']);
  expect(announced).toHaveLength(4);
});

itWithPython('says why there can be no such folder', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(pythonEnvironment(join(folder, 'file/python'), [requirementsOf('nowhere')])).toEqual({
    missing: expect.stringMatching(/Error: .*file/),
  });
});

itWithPython('makes anew what lost its Python, for several processes that ask at once', async () => {
  const target = join(folder, 'lost');
  const file = requirementsOf('lost', 'left');
  mkdirSync(target);
  writeFileSync(join(target, 'installed.txt'), digestOf(file));
  for (const environment of await Promise.all([1, 2, 3].map(() => askElsewhere(target, file)))) {
    expect(importable(environment, 'left')).toEqual(['left']);
  }
});

itWithPython('waits for a process that installs, and takes what that made', async () => {
  const target = join(folder, 'shared');
  const file = requirementsOf('shared', 'left');
  const program = [
    'import sys; sys.path.insert(0, sys.argv[1]); from install_environment import locked',
    'with locked(sys.argv[2]): print("locked", flush=True); sys.stdin.read()',
  ].join('\n');
  const words = ['-B', '-c', program, join(projectFolder, 'tools/python'), `${target}.lock`];
  const installing = spawn(systemPython, words);
  await once(installing.stdout, 'data');
  const asking = askElsewhere(target, file);
  await setTimeout(3000);
  expect(existsSync(target)).toBe(false);
  const python = join(target, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  mkdirSync(dirname(python), { recursive: true });
  writeFileSync(python, 'of the other process');
  writeFileSync(join(target, 'installed.txt'), digestOf(file));
  installing.stdin.end();
  expect(await asking).toEqual({ python });
  expect(readFileSync(python, 'utf8')).toBe('of the other process');
});

function digestOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** What another process is given. */
async function askElsewhere(target: string, file: string): Promise<PythonEnvironment> {
  const program = `
    const { pythonEnvironment } = require('./tools/python/pythonEnvironment.ts');
    console.log(JSON.stringify(pythonEnvironment(process.argv[1], [process.argv[2]])));
  `;
  const words = ['--require', './test/tools/local/registerTypeScript.js', '-e', program, target, file];
  const { stdout } = await run(process.execPath, words, { cwd: projectFolder });
  return JSON.parse(stdout);
}
