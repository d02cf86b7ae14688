// Compiles the WebAssembly kernels: each folder kernels/<name>/ with an asconfig.json becomes the module
// kernels/generated/<name>.ts, which holds the binary as text, so that it is found wherever the code is bundled to.
const { execFileSync } = require('node:child_process');
const { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join, resolve } = require('node:path');

const kernels = resolve(__dirname, '../kernels');
const generated = join(kernels, 'generated');
const compiler = require.resolve('assemblyscript/bin/asc.js');

mkdirSync(generated, { recursive: true });
for (const name of readdirSync(kernels)) {
  const folder = join(kernels, name);
  if (!existsSync(join(folder, 'asconfig.json'))) continue;
  const binary = join(tmpdir(), `${name}-${process.pid}.wasm`);
  execFileSync(process.execPath, [compiler, 'index.ts', '--outFile', binary], { cwd: folder, stdio: 'inherit' });
  const text = readFileSync(binary).toString('base64');
  writeFileSync(join(generated, `${name}.ts`), `/** WebAssembly, base64. */\nexport const ${name} = '${text}';\n`);
}
