import type { Problem } from '../checkInfra/problem';
import { checkAnalyticRule } from './content/analyticRule';
import { checkAutomationRule } from './content/automationRule';
import type { ContentFolder } from './content/contentFolder';
import { checkHuntingQuery } from './content/huntingQuery';
import { UniqueIds } from './content/identity';
import { checkParser } from './content/parser';
import { checkWorkbook } from './content/workbook';

export interface ContentCheck {
  /** What was looked at, by what it is. */
  readonly counts: readonly (readonly [what: string, count: number])[];
  readonly problems: readonly Problem[];
}

/** Checks all content of a folder: each query parses and binds, each rule keeps the limits of Microsoft Sentinel. */
export function checkContent(content: ContentFolder): ContentCheck {
  const { workspace, rules, hunts, parsers, watchlists, workbooks, automationRules, alertQueries } = content;
  const ids = new UniqueIds();
  for (const parser of parsers) checkParser(parser, workspace, ids);
  for (const rule of rules) checkAnalyticRule(rule, workspace, ids);
  for (const hunt of hunts) checkHuntingQuery(hunt, workspace, ids);
  for (const watchlist of watchlists) watchlist.check();
  for (const workbook of workbooks) checkWorkbook(workbook, workspace);
  for (const rule of automationRules) checkAutomationRule(rule);
  for (const file of alertQueries) {
    for (const { code, message, start } of workspace.bind(file.text).problems)
      file.report(start, `${message} (${code})`);
  }
  const workbookQueries = workbooks.flatMap(({ queries }) => queries);
  const queries = [parsers, rules, hunts, workbookQueries, alertQueries].reduce((sum, { length }) => sum + length, 0);
  return {
    counts: [
      ['analytics rules', rules.length],
      ['hunting queries', hunts.length],
      ['functions', parsers.length],
      ['workbook items', workbookQueries.length],
      ['alert queries', alertQueries.length],
      ['queries bound', queries],
    ],
    problems: content.files.flatMap(({ problems }) => problems),
  };
}
