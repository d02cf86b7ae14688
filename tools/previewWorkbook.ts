import './requireNode';

import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ActionableError } from '../shared/errors';
import { projectFolder } from './bench/projectFolder';
import { optionalNumber } from './byoml/command';
import { parseOptions } from './byoml/parseOptions';
import { ContentFolder } from './checkContent/content/contentFolder';
import { KqlEngine } from './checkContent/engine/kqlEngine';
import { workspaceTables } from './checkContent/kusto/tableSchema';
import { localWorkspace } from './checkContent/preview/localWorkspace';
import { plantedAlerts } from './checkContent/preview/plantedAlerts';
import { findBrowser, takeScreenshot } from './checkContent/preview/screenshot';
import { type ShownItem, workbookPage } from './checkContent/preview/workbookPage';
import { Screen } from './start/screen';

// Runs the functions on an invented company, and the queries of the rules and of the workbook on what they wrote. Tells what
// the rules raise, and draws the workbook's items: pages in .local/workbook and, where there is a browser, the pictures in
// docs/images, which are of the default size. `npm run workbook:preview -- [--users N]`

const usualUsers = 400;
const seed = 1;
const pages: Readonly<Record<string, readonly string[]>> = {
  findings: ['summary', 'findings over time', 'reasons', 'users', 'resources'],
  graph: ['graph'],
  explanations: ['findings'],
  health: ['models', 'scores', 'balance', 'coverage', 'problems'],
};

async function preview(): Promise<void> {
  const values = parseOptions(process.argv.slice(2), { users: { type: 'string' } });
  const users = optionalNumber(values, 'users') ?? usualUsers;
  const screen = new Screen();
  const engine = KqlEngine.find((sentence) => screen.line(sentence));
  if ('missing' in engine) throw new ActionableError(`Queries cannot be run here: ${engine.missing}`);
  const content = new ContentFolder(projectFolder);
  const { rows, planted } = await localWorkspace(users, seed, new Date(), screen);
  const workbook = content.workbooks[0]!;
  const now = new Date();
  const ofItems = workbook.queries.map((item) => [item.name, { query: workbook.substituted(item), now }]);
  const ofRules = content.rules.map((rule) => [rule.shownPath, { query: String(rule.value('query')), now }]);
  const { functions, watchlists } = content;
  const watchlistColumns = watchlists.flatMap(({ described }) => described.columns);
  const workspace = { tables: workspaceTables(), rows, functions, watchlist: [], watchlistColumns };
  const results = await engine.run(workspace, Object.fromEntries([...ofItems, ...ofRules]));
  for (const { shownPath } of content.rules) {
    const alerts = results[shownPath]!.rows;
    screen.line(
      `${basename(shownPath)}: ${alerts.length} alerts, ${plantedAlerts(alerts, planted)} of what was planted`,
    );
  }
  const shown = workbook.queries.map((item): ShownItem => ({ item, result: results[item.name]! }));
  await draw(shown, users, screen);
}

async function draw(shown: readonly ShownItem[], users: number, screen: Screen): Promise<void> {
  const folder = join(projectFolder, '.local/workbook');
  const pictures = join(projectFolder, 'docs/images');
  for (const path of [folder, pictures]) mkdirSync(path, { recursive: true });
  const browser = users === usualUsers ? findBrowser() : undefined;
  const source = `A local run: an invented company of ${users} people (seed ${seed}), a month learned, a week scored. The queries are the workbook's, the drawing is that of npm run workbook:preview.`;
  for (const [name, items] of Object.entries(pages)) {
    const page = join(folder, `${name}.html`);
    const chosen = items.map((item) => shown.find((one) => one.item.name === item)!);
    writeFileSync(page, workbookPage(`Anomalous share access: ${name}`, chosen, source));
    if (browser !== undefined) await takeScreenshot(browser, page, join(pictures, `workbook-${name}.png`));
  }
  screen.line(
    `Pages in ${folder}${browser === undefined ? '; no pictures: no browser, or another size' : `, pictures in ${pictures}`}`,
  );
}

preview()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof ActionableError ? error.message : (error as Error).stack}\n`);
    process.exitCode = 1;
  })
  .then(() => process.exit());
