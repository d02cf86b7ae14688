import type { Access } from '../../events/access';
import type { TimedPair } from './accessCounts';

/**
 * The first access of a pair, as far as the pair tells: of `fs01\finance` the server and the share, of `\\*\Finance` the
 * share alone; the client is not known.
 */
export function firstAccess({ tenant, user, resource, firstAccess: time }: TimedPair): Access {
  return { tenant, user, resource, time, ...placeOf(resource), ipAddress: '', itemId: '', truncated: false };
}

function placeOf(resource: string): Pick<Access, 'computer' | 'shareName'> {
  const end = resource.indexOf('\\');
  if (end <= 0) return { computer: '', shareName: resource };
  return { computer: resource.slice(0, end), shareName: `\\\\*${resource.slice(end)}` };
}
