import type { Access } from '../../events/access';
import { bareAccount } from '../../events/identity';
import { millisecondsPerDay } from '../../events/time';
import { type AccessGraph, resourcesOf, userAt } from '../accessGraph';

/** Names that are given to accounts of services: svc-backup, sa_sql, app.scanner. */
const usualName = /(^|[-_.])(svc|sa|srv|service|app|backup|bkp|scan|scanner|batch|task|job|robot|rpa|sql)\d*($|[-_.])/i;

/** Share of the days of training on which a machine works; people have weekends. */
const nearlyDaily = 0.9;
/** Days that training must span for regularity to say anything. */
const leastDays = 7;

/**
 * Which users are service accounts: those with a usual name of one, or those that work on at least nine tenths of the
 * days of training, weekends included, and opened nothing for the first time in its second half.
 *
 * @returns 1 for each user of the graph that is one.
 */
export function serviceAccounts(graph: AccessGraph, training: readonly Access[]): Uint8Array {
  const userCount = graph.users.values.length;
  const days = Array.from({ length: userCount }, () => new Set<number>());
  const early = Array.from({ length: userCount }, () => new Set<string>());
  const dayOf = (access: Access) => Math.floor(access.time / millisecondsPerDay);
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const access of training) {
    first = Math.min(first, dayOf(access));
    last = Math.max(last, dayOf(access));
  }
  const span = last - first + 1;
  for (const access of training) {
    const user = userAt(graph, access);
    days[user]!.add(dayOf(access));
    if (dayOf(access) < first + span / 2) early[user]!.add(access.resource);
  }
  return Uint8Array.from(days, (active, user) => {
    const isRegular =
      span >= leastDays && active.size >= nearlyDaily * span && early[user]!.size === resourcesOf(graph, user).length;
    return isRegular || usualName.test(bareAccount(graph.users.values[user]!)) ? 1 : 0;
  });
}
