import { resultTable } from '../../../../shared/detectors/resourceAccess/columns';
import type { Deployment } from '../deployment';
import { type Finding, judge, notChecked, ok, wrong } from '../finding';
import { duration } from './limits';

/** Whether the workspace sees what findings are made of, and findings. */
export function checkRows(deployment: Deployment): readonly Finding[] {
  return [...checkEvents(deployment), ...checkFindings(deployment)];
}

/** @see https://learn.microsoft.com/windows/security/threat-protection/auditing/event-5140 */
function checkEvents({ workspace }: Deployment): readonly Finding[] {
  const check = 'event 5140';
  return judge(check, workspace.securityEventRows, {
    missing: () => notChecked(check, 'the workspace is not there'),
    judged: ({ rows, fileShareRows }) => {
      const counts = `${fileShareRows} of ${rows} rows of SecurityEvent in the last day`;
      if (fileShareRows > 0) return ok(check, counts);
      return wrong(
        check,
        `${counts}: file servers do not audit file shares, or the event set is Minimal where it takes Common`,
        'auditpol /set /subcategory:"File Share" /success:enable /failure:enable',
      );
    },
  });
}

function checkFindings({ workspace, storage, now }: Deployment): readonly Finding[] {
  const check = 'findings';
  return judge(check, workspace.findingRows, {
    missing: () => notChecked(check, 'the workspace is not there'),
    judged: ({ rows, newest }) => {
      if (rows > 0) {
        const age = newest === undefined ? '' : `, the last scored ${duration(now.getTime() - newest.getTime())} ago`;
        return ok(check, `${rows} rows in the last 7 days${age}`);
      }
      const nothing = `${resultTable} has no rows of the last 7 days`;
      return storage.model.state === 'known'
        ? wrong(
            check,
            `${nothing}, though there is a model: see the lines above; the first rows of a new table take 15 minutes`,
          )
        : notChecked(check, `${nothing}, and whether there is a model to find by is not known`);
    },
  });
}
