import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resultColumns, resultTable } from '../../../shared/detectors/resourceAccess/columns';
import { projectFolder } from '../../bench/projectFolder';

/** Columns of a table, in the form in which the Azure-Sentinel repository declares tables for its own checks. */
export interface TableSchema {
  readonly Name: string;
  /** Where the columns are documented. */
  readonly Source?: string;
  readonly Properties: readonly { readonly Name: string; readonly Type: string }[];
}

const schemas = join(projectFolder, 'tools/checkContent/schemas');

/** Microsoft's tables, as documented, and our own, as the functions write it. */
export function workspaceTables(): readonly TableSchema[] {
  const documented = readdirSync(schemas)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(join(schemas, file), 'utf8')) as TableSchema);
  return [...documented, findingsTable()];
}

/** The table of findings, with the columns that Log Analytics adds to every table. */
function findingsTable(): TableSchema {
  const added = ['TenantId', 'Type', '_ResourceId', '_ItemId'].map((name) => ({ Name: name, Type: 'string' }));
  const columns = resultColumns.map(({ name, type }) => ({ Name: name, Type: type === 'boolean' ? 'bool' : type }));
  return { Name: resultTable, Properties: [...columns, ...added] };
}
