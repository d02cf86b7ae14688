import type { Workspace } from '../kusto/workspace';
import type { WorkbookFile, WorkbookQuery } from './workbookFile';

/** Columns whose text comes from events, which an attacker may write: see SECURITY.md. */
const namesFromEvents = ['User', 'Resource', 'Computer', 'ShareName', 'IpAddress', 'Explanation'];
const plainText = 1;
const timeRange = 4;

/**
 * Every query of a workbook binds with its parameters put in, every column that an item shows is one of its result, and
 * names from events are shown as plain text.
 */
export function checkWorkbook(file: WorkbookFile, workspace: Workspace): void {
  file.checkAscii();
  const report = (name: string, message: string) => {
    const offset = file.text.indexOf(`"name": ${JSON.stringify(name)}`);
    file.report(Math.max(0, offset), `Item ${name}: ${message}`);
  };
  checkTemplate(file);
  for (const [index, name] of file.itemNames.entries()) {
    if (file.itemNames.indexOf(name) !== index) report(name, 'another item has this name.');
  }
  for (const { name, text } of file.markdown) {
    if (/\{\w+(:\w+)?\}/.test(text)) report(name, 'a parameter in Markdown could be read as Markdown: take it out.');
  }
  for (const item of file.queries) {
    const tell = (message: string) => report(item.name, message);
    const { problems, columns } = workspace.bind(file.substituted(item));
    for (const { code, message } of problems) tell(`${message} (${code})`);
    checkTimeRange(file, item, tell);
    for (const column of shownColumns(item)) {
      if (!columns.has(column)) tell(`its query gives no column ${column}.`);
    }
    if (item.visualization === 'table') checkGrid(item, [...columns.keys()], tell);
  }
}

/** What a workbook of a solution must not have. @see https://github.com/Azure/Azure-Sentinel/tree/master/.script */
function checkTemplate(file: WorkbookFile): void {
  const subscription = /subscriptions\/[0-9a-f]{8}-/i.exec(file.text);
  if (subscription) file.report(subscription.index, 'It names a subscription: take it out.');
  const template = file.text.indexOf('sentinel-UserWorkbook');
  if (template >= 0) file.report(template, 'fromTemplateId must be a name of its own.');
}

function checkTimeRange(file: WorkbookFile, item: WorkbookQuery, tell: (message: string) => void): void {
  const isTimeRange = file.parameters.some(
    ({ name, type }) => name === item.timeContextFromParameter && type === timeRange,
  );
  if (!isTimeRange) tell(`${item.timeContextFromParameter} is no parameter that is a time range.`);
}

function shownColumns({ tileSettings, chartSettings, graphSettings }: WorkbookQuery): readonly string[] {
  return [
    tileSettings?.titleContent?.columnMatch,
    tileSettings?.leftContent?.columnMatch,
    chartSettings?.xAxis,
    ...(chartSettings?.yAxis ?? []),
    chartSettings?.group,
    graphSettings?.topContent?.columnMatch,
    graphSettings?.bottomContent?.columnMatch,
    graphSettings?.nodeIdField,
    graphSettings?.sourceIdField,
    graphSettings?.targetIdField,
    graphSettings?.edgeLabel,
    graphSettings?.colorSettings?.nodeColorField,
  ].filter((column) => column !== undefined);
}

function checkGrid(item: WorkbookQuery, columns: readonly string[], tell: (message: string) => void): void {
  const formatters = item.gridSettings?.formatters ?? [];
  for (const { columnMatch } of formatters) {
    if (!columns.some((column) => new RegExp(columnMatch).test(column))) tell(`no column matches ${columnMatch}.`);
  }
  for (const column of columns.filter((name) => namesFromEvents.includes(name))) {
    const formatter = formatters.find(({ columnMatch }) => new RegExp(columnMatch).test(column));
    if (formatter?.formatter !== plainText)
      tell(`${column} comes from events: give it the formatter ${plainText}, text.`);
  }
}
