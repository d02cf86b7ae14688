// Runs the TypeScript sources in a child process: `node --require loadTypeScript.js`. The environment variable
// FAULTS_MUTATION lists changes made on the way, as JSON: [{file, find, replace}]; each text is found exactly once.
const { readFileSync } = require('node:fs');
const { relative, resolve } = require('node:path');
const { transformSync } = require('@swc/core');

const root = resolve(__dirname, '../../..');
const replacements = JSON.parse(process.env.FAULTS_MUTATION ?? '[]');

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(mutated(readFileSync(filename, 'utf8'), relative(root, filename)), {
    filename,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  });
  module._compile(code, filename);
};

function mutated(source, file) {
  let text = source;
  for (const { find, replace } of replacements.filter((replacement) => replacement.file === file)) {
    const parts = text.split(find);
    if (parts.length !== 2) throw new Error(`${file} holds ${parts.length - 1} times, not once: ${find}`);
    text = parts.join(replace);
  }
  return text;
}
