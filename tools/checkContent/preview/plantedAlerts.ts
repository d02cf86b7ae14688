import type { Access } from '../../../shared/events/access';
import type { TableRow } from '../engine/kqlEngine';

/**
 * How many alerts are of what was planted: of the pair of user and resource, or of the user's day where the alert is of
 * a day or a burst.
 */
export function plantedAlerts(alerts: readonly TableRow[], planted: readonly Access[]): number {
  const pairs = new Set(planted.map(({ user, resource }) => `${user} ${resource}`));
  const days = new Set(planted.map(({ user, time }) => `${user} ${new Date(time).toISOString().slice(0, 10)}`));
  return alerts.filter(({ User, Resource, ShareCount, TimeStamp, Began }) => {
    if (ShareCount === undefined) return pairs.has(`${User} ${Resource}`);
    return days.has(`${User} ${String(TimeStamp ?? Began).slice(0, 10)}`);
  }).length;
}
