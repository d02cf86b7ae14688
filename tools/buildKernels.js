// Compiles the WebAssembly kernels: each folder kernels/<name>/ with an asconfig.json becomes the module
// kernels/generated/<name>.ts, which holds the binary as text, so that it is found wherever the code is bundled to. One
// that was compiled from just these sources is left as it is.
const { execFile } = require('node:child_process');
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join, relative, resolve } = require('node:path');
const { promisify } = require('node:util');

const kernels = resolve(__dirname, '../kernels');
const generated = join(kernels, 'generated');
const compiler = require.resolve('assemblyscript/bin/asc.js');
const { version } = require('assemblyscript/package.json');

async function buildKernel(name) {
  const folder = join(kernels, name);
  const module = join(generated, `${name}.ts`);
  const header = `/** WebAssembly, base64. Compiled from sources with SHA-256 ${hashOf(folder)}. */\n`;
  if (existsSync(module) && readFileSync(module, 'utf8').startsWith(header)) return;
  const binary = join(tmpdir(), `${name}-${process.pid}.wasm`);
  await promisify(execFile)(process.execPath, [compiler, 'index.ts', '--outFile', binary], { cwd: folder });
  writeFileSync(module, `${header}export const ${name} = '${readFileSync(binary, 'base64')}';\n`);
  rmSync(binary);
}

/** Of all that the binary depends on: a kernel's sources are in its folder. */
function hashOf(folder) {
  const hash = createHash('sha256').update(version);
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const file of entries.map(({ parentPath, name }) => join(parentPath, name)).sort()) {
    hash.update(`\n${relative(folder, file)}\n`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

mkdirSync(generated, { recursive: true });
const names = readdirSync(kernels).filter((name) => existsSync(join(kernels, name, 'asconfig.json')));
Promise.all(names.map(buildKernel)).catch((error) => {
  process.stderr.write(`${error.stderr ?? error.stack}\n`);
  process.exitCode = 1;
});
