// Bundles the functions with the packages they use, so that a new instance reads one file or three instead of five
// hundred, and that no package need be published. dist/functions/app.js registers all functions. Each module of ours that
// is imported by `import()` becomes a file of its own, dist/functions/<name>.cjs (`main` matches *.js alone), which is read
// when it is first needed. Each file holds a copy of what it shares with others: nothing may be told by `instanceof`
// between them.
const { mkdirSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { basename, join, resolve } = require('node:path');
const { build } = require('esbuild');
const { thirdPartyNotices } = require('./thirdPartyNotices');

const root = resolve(__dirname, '..');
const outputFolder = join(root, 'dist/functions');
const functionFiles = readdirSync(join(root, 'functions'));
const app = { contents: functionFiles.map((file) => `import './functions/${file}';`).join('\n'), resolveDir: root };

async function buildFunctions() {
  const outputs = new Map();
  const bundled = [];
  const lazyModules = new Map();
  const add = async (name, input) => {
    const { outputFiles, metafile } = await bundle(input, lazyModules);
    outputs.set(name, outputFiles[0].contents);
    bundled.push(...Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs)));
  };
  await add('app.js', { stdin: app });
  // The map grows on the way, as a lazy module may import others.
  for (const [name, file] of lazyModules) await add(name, { entryPoints: [file] });
  outputs.set('THIRD-PARTY-NOTICES.txt', thirdPartyNotices(root, bundled));
  writeAll(outputs);
}

/** @param lazyModules is told of the modules that the input imports by `import()`: name of their bundle → source file */
function bundle(input, lazyModules) {
  return build({
    ...input,
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    // The worker provides it.
    external: ['@azure/functions-core'],
    // `import()` as a `require`, which does without the loader of ES modules.
    supported: { 'dynamic-import': false },
    // ES modules are strict, and esbuild does not say so in what it makes of them.
    banner: { js: "'use strict';\nconst bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
    // To ask whether a request's body is a form, which none is, would make Node.js load all of `fetch`: 25 ms.
    define: { 'import.meta.url': 'bundleUrl', FormData: 'undefined' },
    plugins: [{ name: 'lazyModules', setup: (build) => build.onResolve({ filter: /^\./ }, leaveOut) }],
    outdir: outputFolder,
    metafile: true,
    write: false,
    logLevel: 'warning',
  });

  async function leaveOut({ path, kind, importer, resolveDir }) {
    if (kind !== 'dynamic-import' || importer.includes('node_modules')) return undefined;
    const file = `${resolve(resolveDir, path)}.ts`;
    const name = `${basename(path)}.cjs`;
    if ((lazyModules.get(name) ?? file) !== file) throw new Error(`Rename ${file} or ${lazyModules.get(name)}.`);
    lazyModules.set(name, file);
    return { path: `./${name}`, external: true };
  }
}

/** Removes what is left from before, too: the worker would load it. */
function writeAll(outputs) {
  mkdirSync(outputFolder, { recursive: true });
  for (const file of readdirSync(outputFolder)) {
    if (!outputs.has(file)) rmSync(join(outputFolder, file), { recursive: true });
  }
  for (const [name, contents] of outputs) writeFileSync(join(outputFolder, name), contents);
}

buildFunctions();
