import type { LabelledAccess } from '../../../shared/evaluation/labelledAccess';
import type { Access } from '../../../shared/events/access';

const hour = 3_600_000;

/** The access of `user` to `server\share` at an hour of the calendar that begins on 1970-01-01. */
export function accessAt(hours: number, user: string, resource: string, tenant = '0'): Access {
  const [computer = '', share = ''] = resource.split('\\');
  return {
    tenant,
    user,
    resource,
    time: hours * hour,
    computer,
    shareName: `\\\\*\\${share}`,
    ipAddress: '10.0.0.1',
    itemId: '',
    truncated: false,
  };
}

export function labelled(access: Access, kind: string | null = null): LabelledAccess {
  return { access, kind };
}
