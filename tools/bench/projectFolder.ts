import { resolve } from 'node:path';

/** The project's folder, seen from here or from where this is compiled to (`dist/tools/bench`). */
export const projectFolder = resolve(
  __dirname,
  /[\\/]dist[\\/]tools[\\/]bench$/.test(__dirname) ? '../../..' : '../..',
);
