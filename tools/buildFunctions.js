// Bundles the functions with the packages they use, so that a new instance reads two or three files instead of five
// hundred and nothing else need be published. dist/functions/app.js registers all functions; each module of ours that is
// imported by `import()` becomes a file of its own, dist/functions/<name>.cjs (`main` matches *.js alone), which is read
// when it is first needed. What such files have in common each of them holds, so nothing may be told by `instanceof`
// across them.
const { mkdirSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { basename, join, resolve } = require('node:path');
const { build } = require('esbuild');
const { thirdPartyNotices } = require('./thirdPartyNotices');

const root = resolve(__dirname, '..');
const outputFolder = join(root, 'dist/functions');
const entries = readdirSync(join(root, 'functions')).filter((file) => file.endsWith('.ts'));
const entry = { contents: entries.map((file) => `import './functions/${file}';`).join('\n'), resolveDir: root };

async function main() {
  const outputs = new Map();
  const packagesFrom = new Set();
  const lazy = new Map();
  const add = async (name, input) => {
    const { outputFiles, metafile } = await bundle(input, lazy);
    outputs.set(name, outputFiles[0].contents);
    for (const file of Object.keys(metafile.inputs)) packagesFrom.add(file);
  };
  await add('app.js', { stdin: entry });
  // The map grows on the way, as such a file may have others.
  for (const [name, file] of lazy) await add(name, { entryPoints: [file] });
  outputs.set('THIRD-PARTY-NOTICES.txt', thirdPartyNotices(root, packagesFrom));
  replaceFiles(outputs);
}

/** @param lazy to which the modules are added that the input imports by `import()`: file name of the bundle → source */
function bundle(input, lazy) {
  return build({
    ...input,
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    // The worker provides it.
    external: ['@azure/functions-core'],
    // `require` reads the bundle without starting the loader of ES modules.
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'bundleUrl' },
    banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
    plugins: [lazyModules(lazy)],
    outdir: outputFolder,
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
}

function lazyModules(lazy) {
  return {
    name: 'lazyModules',
    setup(build) {
      build.onResolve({ filter: /^\./ }, async ({ path, kind, importer, resolveDir }) => {
        if (kind !== 'dynamic-import' || importer.includes('node_modules')) return undefined;
        const { path: file, errors } = await build.resolve(path, { kind: 'import-statement', importer, resolveDir });
        if (errors.length > 0) return { errors };
        const name = `${basename(file, '.ts')}.cjs`;
        if ((lazy.get(name) ?? file) !== file) throw new Error(`${file} and ${lazy.get(name)}: rename one of them.`);
        lazy.set(name, file);
        return { path: `./${name}`, external: true };
      });
    },
  };
}

/** Writes the files and removes all others: what is left there from before would be loaded too. */
function replaceFiles(outputs) {
  mkdirSync(outputFolder, { recursive: true });
  for (const file of readdirSync(outputFolder)) {
    if (!outputs.has(file)) rmSync(join(outputFolder, file), { recursive: true });
  }
  for (const [name, contents] of outputs) writeFileSync(join(outputFolder, name), contents);
}

main();
