import type { Access } from '../../shared/events/access';

/** An access with the fields given, the others made up. */
export function access(fields: Partial<Access> = {}): Access {
  return {
    tenant: '0',
    user: 'contoso\\alice',
    resource: 'fs01\\finance',
    time: Date.UTC(2026, 10, 20, 8, 13, 52),
    computer: 'FS01',
    shareName: '\\\\*\\Finance',
    ipAddress: '10.1.4.22',
    itemId: '',
    truncated: false,
    ...fields,
  };
}
