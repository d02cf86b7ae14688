import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import type { Command } from '../../tools/byoml/command';
import { readPage } from './page';

const root = resolve(__dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const pages = [
  ...['README.md', 'SECURITY.md', 'CHANGELOG.md', 'infra/spark/README.md'],
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
].map(readPage);
const named = pages.map((page) => [page.path, page] as const);

const commands = new Map(
  readdirSync(join(root, 'tools/byoml/commands'))
    .flatMap((name) => Object.values(require(join(root, 'tools/byoml/commands', name)) as Record<string, Command>))
    .map((command) => [command.name, command] as const),
);
const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts);

/** `byoml train --input A B` gives the name of the command and of its options. */
function commandLines(code: readonly string[]): { command: string; options: string[] }[] {
  return code.flatMap((line) =>
    [...line.matchAll(/(?:^|\bnpx )byoml ([a-z]+)\b([^|;&]*)/g)].map(([, command, rest]) => ({
      command: command!,
      options: [...rest!.matchAll(/(?<=^|\s)--([a-z][a-z-]*)/g)].map(([, option]) => option!),
    })),
  );
}

it.each(named)('%s links to files and headings that there are', (_, { path, localLinks, anchors }) => {
  const broken = localLinks.filter((link) => {
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? path : posix.join(posix.dirname(path), file);
    if (!existsSync(join(root, target))) return true;
    if (anchor === undefined || !target.endsWith('.md')) return false;
    return !(target === path ? anchors : readPage(target).anchors).has(anchor);
  });
  expect(broken).toEqual([]);
});

it.each(named)('%s names scripts of package.json', (_, { text }) => {
  const unknown = [...text.matchAll(/\bnpm run (?:--silent )?([a-z][\w:]*)/g)]
    .map(([, script]) => script!)
    .filter((script) => !scripts.includes(script));
  expect(unknown).toEqual([]);
});

it.each(named)('%s tells to type commands and options that byoml has', (_, { code }) => {
  const unknown = commandLines(code).flatMap(({ command, options }) => {
    const known = commands.get(command);
    if (known === undefined) return [command];
    return options
      .filter((option) => option !== 'help' && !Object.hasOwn(known.options, option))
      .map((option) => `${command} --${option}`);
  });
  expect(unknown).toEqual([]);
});

it.each(named)('%s names export rules that are made', (_, { text }) => {
  const made = [...read('infra/modules/workspace/dataExport.bicep').matchAll(/name: '(byoml-[\w-]+)'/g)].map(
    ([, name]) => name,
  );
  const rules = [...text.matchAll(/byoml-securityevent-to-[\w-]+/g)].map(([name]) => name);
  expect(rules.filter((rule) => !made.includes(rule))).toEqual([]);
});

it('looks at links, scripts, commands, options and rules, of which there are many', () => {
  const lines = pages.flatMap(({ code }) => commandLines(code));
  expect(pages.length).toBeGreaterThan(15);
  expect(pages.flatMap(({ localLinks }) => localLinks).length).toBeGreaterThan(100);
  expect(new Set(lines.map(({ command }) => command)).size).toBeGreaterThan(8);
  expect(new Set(lines.flatMap(({ options }) => options)).size).toBeGreaterThan(20);
  expect(pages.filter(({ text }) => text.includes('byoml-securityevent-to-')).map(({ path }) => path)).toContain(
    'docs/troubleshooting.md',
  );
});
