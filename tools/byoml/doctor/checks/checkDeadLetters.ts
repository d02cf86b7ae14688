import type { Deployment } from '../deployment';
import { knownValue } from '../fact';
import { type Finding, judge, ok, wrong } from '../finding';
import { shellCommand } from '../shellCommand';
import { duration } from './limits';

const check = 'dead letters';

/** Whether messages were parked. */
export function checkDeadLetters({ connections, storage, now }: Deployment): readonly Finding[] {
  const container = knownValue(connections.deadLetters)?.container ?? 'dead-letters';
  return judge(check, storage.parked, {
    missing: () => ok(check, `none: there is no container ${container} yet`),
    judged: ({ blobs, newest }) => {
      if (newest === undefined) return ok(check, 'none');
      const age = duration(now.getTime() - newest.lastWritten.getTime());
      return wrong(
        check,
        `messages of ${blobs} invocation${blobs === 1 ? '' : 's'} are parked, the last ${age} ago; this tells why`,
        shellCommand('npx', 'byoml', 'replay', '--dead-letters', container, '--dry-run'),
      );
    },
  });
}
