import type { Workspace } from '../kusto/workspace';
import { checkAlertDetails } from './alertDetails';
import { checkTactics } from './attack';
import { minutesOf } from './duration';
import { checkEntityMappings } from './entityMappings';
import { checkName, checkVersion, type UniqueIds } from './identity';
import { checkQuery } from './query';
import type { YamlFile } from './yamlFile';

const keys = [
  'id',
  'name',
  'description',
  'severity',
  'status',
  'requiredDataConnectors',
  'queryFrequency',
  'queryPeriod',
  'triggerOperator',
  'triggerThreshold',
  'tactics',
  'relevantTechniques',
  'query',
  'entityMappings',
  'customDetails',
  'alertDetailsOverride',
  'eventGroupingSettings',
  'incidentConfiguration',
  'version',
  'kind',
];

/**
 * A scheduled analytics rule keeps the limits of Microsoft Sentinel and of the Azure-Sentinel repository's own checks.
 * @see https://github.com/Azure/Azure-Sentinel/tree/master/.script/tests/detectionTemplateSchemaValidation
 * @see https://learn.microsoft.com/azure/sentinel/sentinel-service-limits
 */
export function checkAnalyticRule(file: YamlFile, workspace: Workspace, ids: UniqueIds): void {
  file.checkAscii();
  file.checkKeys(keys);
  ids.check(file);
  checkName(file);
  checkOneOf(file, ['severity'], ['High', 'Medium', 'Low', 'Informational']);
  checkOneOf(file, ['status'], ['Available']);
  checkOneOf(file, ['kind'], ['Scheduled']);
  checkOneOf(file, ['eventGroupingSettings', 'aggregationKind'], ['SingleAlert', 'AlertPerResult']);
  file.list(['requiredDataConnectors']);
  checkSchedule(file);
  checkTactics(file);
  checkVersion(file, 'version');
  const columns = checkQuery(file, workspace, 'query');
  const entities = checkEntityMappings(file, columns);
  const details = checkAlertDetails(file, columns);
  checkGrouping(file, entities, details);
  checkRun(file);
}

function checkOneOf(file: YamlFile, path: readonly string[], allowed: readonly string[]): void {
  const value = file.requiredText(...path);
  if (value !== '' && !allowed.includes(value)) {
    file.reportAt(path, `${path.at(-1)} is ${value}: it must be ${allowed.join(', ')}.`);
  }
}

function checkSchedule(file: YamlFile): void {
  const [frequency, period] = ['queryFrequency', 'queryPeriod'].map((key) => {
    const minutes = minutesOf(file.requiredText(key));
    if (minutes === undefined || minutes < 5 || minutes > minutesOf('14d')!) {
      file.reportAt([key], `${key} must be from 5m to 14d.`);
    }
    return minutes ?? 0;
  });
  if (period! < frequency!) file.reportAt(['queryPeriod'], 'queryPeriod must not be shorter than queryFrequency.');
  if (period! >= minutesOf('2d')! && frequency! < minutesOf('1h')!) {
    file.reportAt(['queryFrequency'], 'queryFrequency must be 1h or more where queryPeriod is 2d or more.');
  }
  checkOneOf(file, ['triggerOperator'], ['gt', 'lt', 'eq', 'ne']);
  const threshold = file.value('triggerThreshold');
  if (!Number.isInteger(threshold) || Number(threshold) < 0 || Number(threshold) > 10_000) {
    file.reportAt(['triggerThreshold'], 'triggerThreshold must be a whole number from 0 to 10,000.');
  }
}

/** Where a query tells what was ingested since the run before (`run`), that is how often it runs: else it misses or repeats. */
function checkRun(file: YamlFile): void {
  const frequency = file.value('queryFrequency');
  const [, run] = /^let run = (\w+);/m.exec(String(file.value('query'))) ?? [];
  if (run !== undefined && run !== frequency) {
    file.reportAt(
      ['queryFrequency'],
      `queryFrequency is ${frequency}, and the query looks back ${run} (run): make them equal.`,
    );
  }
}

/** Incidents gather alerts by entities and custom details that the rule gives. */
function checkGrouping(file: YamlFile, entities: readonly string[], details: readonly string[]): void {
  const path = ['incidentConfiguration', 'groupingConfiguration'];
  checkOneOf(file, [...path, 'matchingMethod'], ['AllEntities', 'AnyAlert', 'Selected']);
  if (!/^P(\d+D|T\d+[HM])$/.test(file.requiredText(...path, 'lookbackDuration'))) {
    file.reportAt([...path, 'lookbackDuration'], 'lookbackDuration must be a duration such as PT5H or P1D.');
  }
  const given = { groupByEntities: entities, groupByCustomDetails: details };
  for (const [key, names] of Object.entries(given)) {
    for (const [index, name] of file
      .list([...path, key])
      .map(String)
      .entries()) {
      if (!names.includes(name)) file.reportAt([...path, key, index], `The rule gives no ${name} to group by.`);
    }
  }
}
