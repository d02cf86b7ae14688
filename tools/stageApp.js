// Puts what is published, and no more, into dist/publish, from where `azd` takes it (azure.yaml). Beside the sources it
// would find .funcignore leave out node_modules, and build in Azure, where there is nothing to build from.
const { cpSync, rmSync } = require('node:fs');
const { join, resolve } = require('node:path');

const root = resolve(__dirname, '..');
const folder = join(root, 'dist/publish');

rmSync(folder, { recursive: true, force: true });
for (const path of ['host.json', 'package.json', 'dist/functions']) {
  cpSync(join(root, path), join(folder, path), { recursive: true });
}
