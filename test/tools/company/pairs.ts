import { foldCase } from '../../../shared/events/identity';
import type { CompanyAccess } from '../../../tools/company/access';

/** The account and the share of an access, whichever way they are spelled. */
export function pairOf({ account, computer, shareName }: CompanyAccess): string {
  return foldCase(`${account}|${computer}|${shareName}`);
}

/** The first access of each pair. */
export function firstAccesses(accesses: readonly CompanyAccess[]): CompanyAccess[] {
  const first = new Map<string, CompanyAccess>();
  for (const access of accesses) if (!first.has(pairOf(access))) first.set(pairOf(access), access);
  return [...first.values()];
}
