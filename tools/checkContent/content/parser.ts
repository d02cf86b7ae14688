import type { StoredFunction, Workspace } from '../kusto/workspace';
import { checkVersion, type UniqueIds } from './identity';
import { checkQuery } from './query';
import type { YamlFile } from './yamlFile';

const keys = ['id', 'Function', 'Category', 'FunctionName', 'FunctionAlias', 'FunctionQuery'];

export function storedFunctionOf(file: YamlFile): StoredFunction {
  return { name: String(file.value('FunctionAlias')), query: String(file.value('FunctionQuery') ?? '') };
}

/**
 * A function that is stored in the workspace, in the form that the Azure-Sentinel repository gives to parsers.
 * @see https://learn.microsoft.com/azure/sentinel/create-publish-sentinel-solutions
 */
export function checkParser(file: YamlFile, workspace: Workspace, ids: UniqueIds): void {
  file.checkAscii();
  file.checkKeys(keys);
  ids.check(file);
  file.requiredText('Function', 'Title');
  checkVersion(file, 'Function', 'Version');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(file.requiredText('Function', 'LastUpdated'))) {
    file.reportAt(['Function', 'LastUpdated'], 'LastUpdated must be a quoted date such as 2026-11-28.');
  }
  if (file.requiredText('Category') !== 'Microsoft Sentinel Parser') {
    file.reportAt(['Category'], 'Category must be Microsoft Sentinel Parser.');
  }
  const alias = file.requiredText('FunctionAlias');
  if (!/^[A-Za-z]\w*$/.test(alias) || file.requiredText('FunctionName') !== alias) {
    file.reportAt(['FunctionAlias'], 'FunctionName and FunctionAlias must be the same name of letters, digits and _.');
  }
  checkQuery(file, workspace, 'FunctionQuery');
}
