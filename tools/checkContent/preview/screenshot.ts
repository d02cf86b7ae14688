import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const browsers = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];
const width = 1432;

/** A browser without a window, if there is one on the path. */
export function findBrowser(): string | undefined {
  return findProgram(browsers);
}

function findProgram(names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

/** Takes a picture of a whole page, of 64 colours where pngquant is there, which makes it a third as large. */
export async function takeScreenshot(browser: string, page: string, picture: string): Promise<void> {
  const options = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars'];
  const address = pathToFileURL(page).href;
  // The page tells its height in its title, once it is laid out at this width.
  const measured = await run(browser, [...options, `--window-size=${width},100`, '--dump-dom', address]);
  const height = /<title>[^<]*\((\d+) px\)/.exec(measured.stdout)?.[1] ?? '900';
  await run(browser, [...options, `--window-size=${width},${height}`, `--screenshot=${picture}`, address]);
  const quantizer = findProgram(['pngquant']);
  if (quantizer !== undefined) await run(quantizer, ['--force', '--output', picture, '64', picture]);
}
