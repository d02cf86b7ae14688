/** What the name of a resource tells of where it belongs; texts are case-folded. */
export interface ResourceName {
  /** The file server of `server\share` or `\\server\share`; `""` where the name has none. */
  readonly server: string;
  /** What shares that go by one word have in common: `projects` of `projects-2024`; an administrative share's own name. */
  readonly family: string;
  /** Whether it is a share that Windows makes for administrators: a drive (`C$`) or `ADMIN$`. */
  readonly isAdministrative: boolean;
}

const administrative = /^(?:[a-z]|admin)\$$/;
/** A name up to its first digit or separator, unless it begins with one. */
const firstWord = /^[^\d\s_.-]+/;

/** @see https://learn.microsoft.com/windows-server/storage/file-server/troubleshoot/remove-administrative-shares */
export function resourceNameOf(resource: string): ResourceName {
  const parts = resource
    .toLowerCase()
    .split(/[\\/]/)
    .filter((part) => part !== '' && part !== '*');
  const share = parts.at(-1) ?? '';
  const isAdministrative = administrative.test(share);
  const family = share.endsWith('$') ? share : (firstWord.exec(share)?.[0] ?? share);
  return { server: parts.length > 1 ? parts[0]! : '', family, isAdministrative };
}
