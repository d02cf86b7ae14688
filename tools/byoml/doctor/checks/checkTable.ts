import { resultColumns, resultTable } from '../../../../shared/detectors/resourceAccess/columns';
import { resourceOfType } from '../azure/resourceId';
import type { Deployment } from '../deployment';
import { knownValue } from '../fact';
import { type Finding, judge, notChecked, ok, wrong } from '../finding';
import { shellCommand } from '../shellCommand';
import { compareColumns, differenceText } from './columnDifference';
import { placeWords } from './remedyWords';

const check = `table ${resultTable}`;

/** Whether findings have a table to go to, with the columns that they are written with. */
export function checkTable({ workspace }: Deployment): readonly Finding[] {
  const id = knownValue(workspace.workspace)?.id ?? '';
  const az = (verb: string, ...options: readonly string[]) =>
    shellCommand('az', 'monitor', 'log-analytics', 'workspace', 'table', verb, ...tableWords(verb, id), ...options);
  return judge(check, workspace.resultTable, {
    missing: () =>
      knownValue(workspace.workspace) === undefined
        ? notChecked(check, 'the workspace is not there')
        : wrong(
            check,
            'there is no such table: rows are accepted and lost',
            az('create', '--columns', ...columnWords()),
          ),
    judged: ({ plan, subType, columns }) => {
      if (subType === 'Classic') {
        return wrong(check, 'it was made by the HTTP Data Collector API, and takes no rows of a rule', az('migrate'));
      }
      if (plan !== 'Analytics') {
        return wrong(check, `its plan is ${plan}: analytics rules need Analytics`, az('update', '--plan', 'Analytics'));
      }
      const { missing, different } = compareColumns(resultColumns, columns);
      if (different.length > 0) {
        const problem = `${differenceText({ missing, different })}: a column keeps its type, so the table is made anew`;
        return wrong(check, problem, `${az('delete')} && ${az('create', '--columns', ...columnWords())}`);
      }
      if (missing.length > 0) {
        const problem = `${differenceText({ missing, different })}: what is written to them is lost`;
        return wrong(check, problem, az('update', '--columns', ...columnWords()));
      }
      return ok(check, `plan Analytics, with the ${resultColumns.length} columns of this release`);
    },
  });
}

/** Options that name the table; one command spells them otherwise. */
function tableWords(verb: string, workspace: string): readonly string[] {
  const name = resourceOfType(workspace, 'workspaces')?.name ?? 'WORKSPACE';
  const option = verb === 'migrate' ? '--table-name' : '--name';
  return [option, resultTable, '--workspace-name', name, ...placeWords(workspace)];
}

function columnWords(): readonly string[] {
  return resultColumns.map(({ name, type }) => `${name}=${type}`);
}
