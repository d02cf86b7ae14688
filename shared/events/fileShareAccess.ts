import type { Reading, RowReader } from './access';
import { cleanText, isCut } from './cleanText';
import { eventDataValue } from './eventDataXml';
import { bareAccount, bareShare, foldCase, type IdentityRules, resourceOf, userOf } from './identity';
import { anyPattern } from './patterns';
import { remembered, rememberedPair } from './remembered';
import { eventIdOf, isRow, timeOf } from './row';
import { columnValues, ReadRow, type RowColumns } from './rowColumns';

/** Event 5140, "A network share object was accessed": one a session and share, on the first access. */
const fileShareEventId = 5140;

/**
 * Makes the one function that turns a `SecurityEvent` row into the access it reports. Training and scoring both use
 * it, with the same rules, so they can never disagree about who or what an access is.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/reference/tables/securityevent
 * @see https://learn.microsoft.com/windows/security/threat-protection/auditing/event-5140
 */
export function fileShareReader(rules: IdentityRules): RowReader {
  const isExcludedAccount = anyPattern(rules.excludedAccounts);
  const isExcludedShare = anyPattern(rules.excludedShares);
  const userNamed = remembered((account) => ({
    user: userOf(account, rules),
    isExcluded: isExcludedAccount(account) || isExcludedAccount(bareAccount(account)),
  }));
  const shareNamed = remembered((shareName) => ({
    isNamed: bareShare(shareName) !== '',
    isExcluded: isExcludedShare(bareShare(shareName)),
  }));
  const resourceNamed = rememberedPair((computer, shareName) => resourceOf(computer, shareName, rules));

  const reader = (row: unknown): Reading => {
    if (!isRow(row)) return { skipped: 'notARow' };
    const values = (row instanceof ReadRow ? row.values : columnValues(row, columns)) as ColumnValues;
    const [table, eventId, time, tenant, account, computer, shareColumn, addressColumn, itemId, ...spare] = values;
    const kind = otherKind(table, eventId);
    if (kind !== undefined) return { skipped: kind };

    if (time === undefined) return { skipped: 'noTime' };
    const name = account || subjectOf(spare);
    if (name === '') return { skipped: 'noUser' };
    if (computer === '' && rules.resource === 'computerAndShare') return { skipped: 'noComputer' };
    const shareName = shareColumn || eventDataText(spare, 'ShareName');
    const share = shareNamed(shareName);
    if (!share.isNamed) return { skipped: 'noResource' };

    const { user, isExcluded } = userNamed(name);
    if (isExcluded) return { skipped: 'excludedAccount' };
    if (share.isExcluded) return { skipped: 'excludedShare' };

    const resource = resourceNamed(computer, shareName);
    const ipAddress = addressColumn || eventDataText(spare, 'IpAddress');
    const truncated = isCut(name) || isCut(computer) || isCut(shareName) || isCut(ipAddress);
    return { access: { tenant, user, resource, time, computer, shareName, ipAddress, itemId, truncated } };
  };
  return Object.assign(reader, { columns });
}

const columns: RowColumns = [
  {
    columns: [
      ['Type', cleanText],
      ['EventID', eventIdOf],
    ],
    isEnough: ([table, eventId]) => otherKind(table, eventId) !== undefined,
  },
  {
    columns: [
      ['TimeGenerated', timeOf],
      ['TenantId', (value) => foldCase(cleanText(value)) || '0'],
      ['Account', accountOf],
      ['Computer', cleanText],
      ['ShareName', cleanText],
      ['IpAddress', cleanText],
      ['_ItemId', cleanText],
    ],
    isEnough: ([, , , , account, , shareName, ipAddress]) => account !== '' && shareName !== '' && ipAddress !== '',
  },
  {
    columns: [
      ['SubjectAccount', accountOf],
      ['SubjectUserName', cleanText],
      ['SubjectDomainName', cleanText],
      ['EventData', (value) => value],
    ],
    isEnough: () => true,
  },
];

/** What is read of the columns, in their order. */
type ColumnValues = readonly [
  table: string,
  eventId: number,
  time: number | undefined,
  tenant: string,
  account: string,
  computer: string,
  shareName: string,
  ipAddress: string,
  itemId: string,
  ...spare: SpareValues,
];

/** What says who and what where the usual columns do not; nothing where they do. */
type SpareValues =
  | readonly [subjectAccount: string, subjectName: string, subjectDomain: string, eventData: unknown]
  | readonly [];

/** Why a row is not event 5140 of `SecurityEvent`, which nearly all rows are not. */
function otherKind(table: unknown, eventId: unknown): 'otherTable' | 'otherEvent' | undefined {
  if (table !== '' && table !== 'SecurityEvent') return 'otherTable';
  return eventId === fileShareEventId ? undefined : 'otherEvent';
}

/** An account that names someone, or `""`: Log Analytics joins domain and name even when they are missing (`-\-`, `\`). */
function accountOf(value: unknown): string {
  const account = cleanText(value);
  return cleanText(bareAccount(account)) === '' ? '' : account;
}

/** The account that opened the share, `DOMAIN\name`, where `Account` does not name it. */
function subjectOf(spare: SpareValues): string {
  const [subjectAccount = '', subjectName = '', subjectDomain = ''] = spare;
  if (subjectAccount !== '') return subjectAccount;
  const name = subjectName || eventDataText(spare, 'SubjectUserName');
  const domain = subjectDomain || eventDataText(spare, 'SubjectDomainName');
  return name === '' || domain === '' ? name : cleanText(`${domain}\\${name}`);
}

/** Some agents leave columns empty and the event's XML in `EventData`. */
function eventDataText([, , , eventData]: SpareValues, name: string): string {
  return cleanText(eventDataValue(eventData, name));
}
