import './requireNode';

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ActionableError } from '../shared/errors';
import { projectFolder } from './bench/projectFolder';
import { ContentFolder } from './checkContent/content/contentFolder';
import { KqlEngine } from './checkContent/engine/kqlEngine';
import { workspaceTables } from './checkContent/kusto/tableSchema';
import { localWorkspace } from './checkContent/preview/localWorkspace';
import { findBrowser, takeScreenshot } from './checkContent/preview/screenshot';
import { type ShownItem, workbookPage } from './checkContent/preview/workbookPage';
import { Screen } from './start/screen';

// Runs the functions on an invented company, the workbook's queries on what they wrote, and draws the items: pages in
// .local/workbook, pictures in docs/images where there is a browser. `npm run workbook:preview`

const users = 400;
const seed = 1;
const pages: Readonly<Record<string, readonly string[]>> = {
  findings: ['summary', 'findings over time', 'reasons', 'users', 'resources'],
  graph: ['graph'],
  explanations: ['findings'],
  health: ['models', 'scores', 'balance', 'coverage', 'problems'],
};

async function preview(): Promise<void> {
  const screen = new Screen();
  const engine = KqlEngine.find();
  if ('missing' in engine) throw new ActionableError(`Queries cannot be run here: ${engine.missing}`);
  const content = new ContentFolder(projectFolder);
  const rows = await localWorkspace(users, seed, new Date(), screen);
  const workbook = content.workbooks[0]!;
  const now = new Date();
  const queries = Object.fromEntries(
    workbook.queries.map((item) => [item.name, { query: workbook.substituted(item), now }]),
  );
  const { functions, watchlists } = content;
  const watchlistColumns = watchlists.flatMap(({ described }) => described.columns);
  const workspace = { tables: workspaceTables(), rows, functions, watchlist: [], watchlistColumns };
  const results = await engine.run(workspace, queries);
  const shown = workbook.queries.map((item): ShownItem => ({ item, result: results[item.name]! }));
  await draw(shown, screen);
}

async function draw(shown: readonly ShownItem[], screen: Screen): Promise<void> {
  const folder = join(projectFolder, '.local/workbook');
  const pictures = join(projectFolder, 'docs/images');
  for (const path of [folder, pictures]) mkdirSync(path, { recursive: true });
  const browser = findBrowser();
  const source = `A local run: an invented company of ${users} people (seed ${seed}), a month learned, a week scored. The queries are the workbook's, the drawing is that of npm run workbook:preview.`;
  for (const [name, items] of Object.entries(pages)) {
    const page = join(folder, `${name}.html`);
    const chosen = items.map((item) => shown.find((one) => one.item.name === item)!);
    writeFileSync(page, workbookPage(`Anomalous share access: ${name}`, chosen, source));
    if (browser !== undefined) await takeScreenshot(browser, page, join(pictures, `workbook-${name}.png`));
  }
  screen.line(
    `Pages in ${folder}${browser === undefined ? '; no browser to take pictures with' : `, pictures in ${pictures}`}`,
  );
}

preview()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof ActionableError ? error.message : (error as Error).stack}\n`);
    process.exitCode = 1;
  })
  .then(() => process.exit());
