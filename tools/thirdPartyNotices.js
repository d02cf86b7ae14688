const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

/**
 * The licences of the packages that files come from: most ask to be kept with each copy of their code.
 *
 * @param root folder of the project
 * @param files paths below it
 */
exports.thirdPartyNotices = function thirdPartyNotices(root, files) {
  const folders = new Set(files.map((file) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(file)?.[0]));
  folders.delete(undefined);
  const notices = new Set([...folders].map((folder) => notice(root, join(root, folder))));
  return [...notices].sort().join(`\n${'-'.repeat(80)}\n\n`);
};

function notice(root, folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice)\b/i.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  if (texts.length === 0) texts.push(standardText(root, { name, license, author }));
  return `${name} ${version} (${license})\n\n${texts.join('\n\n')}\n`;
}

/** For a package that names its licence and does not hold it. */
function standardText(root, { name, license, author }) {
  if (license !== 'MIT') throw new Error(`${name} holds no text of its licence, ${license}: find it, or do without.`);
  const holder = typeof author === 'string' ? author : (author?.name ?? `the authors of ${name}`);
  return readFileSync(join(root, 'LICENSE'), 'utf8')
    .replace(/^Copyright.*$/m, `Copyright (c) ${holder}`)
    .trim();
}
