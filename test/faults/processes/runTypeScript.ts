import { join } from 'node:path';

/** Arguments for Node.js with which a child process runs the TypeScript sources. */
export const runTypeScript: readonly string[] = [
  '--disable-warning=ExperimentalWarning',
  '--require',
  join(__dirname, '../../tools/local/registerTypeScript.js'),
];
