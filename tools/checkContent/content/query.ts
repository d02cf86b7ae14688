import type { Workspace } from '../kusto/workspace';
import type { YamlFile, YamlPath } from './yamlFile';

/**
 * The query of a file is of a length that is allowed, names what it reads, parses and binds.
 * @returns the columns of its result, with their types
 */
export function checkQuery(file: YamlFile, workspace: Workspace, ...path: YamlPath): ReadonlyMap<string, string> {
  const query = file.requiredText(...path);
  if (query === '') return new Map();
  if (query.length > 10_000) file.reportAt(path, `The query has ${query.length} characters; 10,000 are allowed.`);
  if (/\b(?:search|union)\s+\*/.test(query)) {
    file.reportAt(path, 'search * and union * are not allowed: name the tables.');
  }
  const { problems, columns } = workspace.bind(query);
  for (const { code, message, start } of problems) file.reportInBlock(path, start, `${message} (${code})`);
  return columns;
}
