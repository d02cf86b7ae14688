const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

/**
 * The licences of the packages that bundled files come from, as they ask for in copies of their code.
 *
 * @param root folder of the project
 * @param files paths below it
 */
exports.thirdPartyNotices = function thirdPartyNotices(root, files) {
  const folders = new Set([...files].map((file) => /^.*node_modules\/(@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0]));
  const notices = [...folders].filter(Boolean).map((folder) => notice(join(root, folder)));
  return `${[...new Set(notices)].sort().join(`\n${'-'.repeat(80)}\n\n`)}`;
};

function notice(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice)(\.|$)/i.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const holder = typeof author === 'object' ? author.name : author;
  return `${name} ${version} (${license})\n\n${texts.join('\n\n') || `Copyright ${holder ?? `the authors of ${name}`}`}\n`;
}
