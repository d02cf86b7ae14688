import type { Workspace } from '../kusto/workspace';
import { checkTactics } from './attack';
import { checkEntityMappings } from './entityMappings';
import { checkName, checkVersion, type UniqueIds } from './identity';
import { checkQuery } from './query';
import type { YamlFile } from './yamlFile';

const keys = [
  'id',
  'name',
  'description',
  'requiredDataConnectors',
  'tactics',
  'relevantTechniques',
  'query',
  'entityMappings',
  'version',
];

export function checkHuntingQuery(file: YamlFile, workspace: Workspace, ids: UniqueIds): void {
  file.checkAscii();
  file.checkKeys(keys);
  ids.check(file);
  checkName(file);
  file.list(['requiredDataConnectors']);
  checkTactics(file);
  checkVersion(file, 'version');
  checkEntityMappings(file, checkQuery(file, workspace, 'query'));
}
