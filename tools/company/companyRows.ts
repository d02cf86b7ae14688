import { foldCase } from '../../shared/events/identity';
import type { Random } from '../sample/random';
import { type SecurityEventRow, shareAccessRow } from '../sample/securityEventRow';
import type { CompanyAccess } from './access';
import { bareName } from './share';

/** Makes rows of event 5140 of accesses; an account has the same security identifier in all of them. */
export function companyRows(random: Random): (access: CompanyAccess) => SecurityEventRow {
  const numbers = new Map<string, number>();
  return ({ time, account, computer, shareName, ipAddress }) => {
    const key = foldCase(account);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    const sid = `S-1-5-21-1004336348-1177238915-682003330-${1100 + number}`;
    const share = { server: computer, name: bareName({ shareName }) };
    return shareAccessRow({ account, sid, ipAddress, shares: [] }, share, new Date(time), random);
  };
}

/** A row with a column `Label` that tells what it is: empty where it is legitimate, else the kind of the anomaly. */
export function labelled(row: SecurityEventRow, { kind }: CompanyAccess): SecurityEventRow {
  return { ...row, Label: kind ?? '' };
}
