import type { YamlFile } from './yamlFile';

const longest = { alertDisplayNameFormat: 256, alertDescriptionFormat: 5000 } as const;

/** What an alert takes from the row it is of: custom details and texts with placeholders, all of columns that there are. */
export function checkAlertDetails(file: YamlFile, columns: ReadonlyMap<string, string>): readonly string[] {
  for (const [key, limit] of Object.entries(longest)) checkFormat(file, key, limit, columns);
  for (const key of ['alertSeverityColumnName', 'alertTacticsColumnName']) {
    const column = file.value('alertDetailsOverride', key);
    if (column !== undefined && !columns.has(String(column))) {
      file.reportAt(['alertDetailsOverride', key], `The query gives no column ${column}.`);
    }
  }
  return checkCustomDetails(file, columns);
}

function checkFormat(file: YamlFile, key: string, limit: number, columns: ReadonlyMap<string, string>): void {
  const path = ['alertDetailsOverride', key];
  const format = file.value(...path);
  if (format === undefined) return;
  const placeholders = [...String(format).matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name!);
  if (placeholders.length > 3) file.reportAt(path, `${key} has ${placeholders.length} placeholders; 3 are allowed.`);
  if (String(format).length > limit) file.reportAt(path, `${key} is longer than ${limit} characters.`);
  for (const name of placeholders) {
    if (!columns.has(name)) file.reportAt(path, `The query gives no column ${name}.`);
  }
}

function checkCustomDetails(file: YamlFile, columns: ReadonlyMap<string, string>): readonly string[] {
  const details = Object.entries((file.value('customDetails') ?? {}) as Record<string, unknown>);
  if (details.length > 20) file.reportAt(['customDetails'], `${details.length} custom details; 20 are allowed.`);
  for (const [key, column] of details) {
    if (!/^[a-zA-Z]\w{0,19}$/.test(key)) {
      file.reportAt(['customDetails', key], `${key} is no name of a custom detail: letters and digits, 20 at most.`);
    }
    if (!columns.has(String(column))) file.reportAt(['customDetails', key], `The query gives no column ${column}.`);
  }
  return details.map(([key]) => key);
}
