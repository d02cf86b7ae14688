import type { Reading, RowColumns, RowReader } from './access';
import { cleanText, isCut } from './cleanText';
import { eventDataValue } from './eventDataXml';
import { bareAccount, bareShare, foldCase, type IdentityRules, resourceOf, userOf } from './identity';
import { anyPattern } from './patterns';
import { remembered, rememberedPair } from './remembered';
import { eventId, isRow, type Row, rawField, textField, timeField } from './row';

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
  const matchesAccount = anyPattern(rules.excludedAccounts);
  const matchesShare = anyPattern(rules.excludedShares);
  const isExcludedAccount = remembered((name) => matchesAccount(name) || matchesAccount(bareAccount(name)));
  const isExcludedShare = remembered((name) => matchesShare(bareShare(name)));
  const tenantOf = remembered((name) => foldCase(name) || '0');
  const nameOf = remembered((account) => userOf(account, rules));
  const nameOfShare = rememberedPair((computer, shareName) => resourceOf(computer, shareName, rules));

  const reader = (row: unknown): Reading => {
    if (!isRow(row)) return { skipped: 'notARow' };
    const kind = otherKind(row);
    if (kind !== undefined) return { skipped: kind };

    const time = timeField(row, 'TimeGenerated');
    if (time === undefined) return { skipped: 'noTime' };
    const account = accountOf(row);
    if (account === '') return { skipped: 'noUser' };
    const computer = textField(row, 'Computer');
    if (computer === '' && rules.resource === 'computerAndShare') return { skipped: 'noComputer' };
    const shareName = columnOrEventData(row, 'ShareName');
    if (!namesShare(shareName)) return { skipped: 'noResource' };

    if (isExcludedAccount(account)) return { skipped: 'excludedAccount' };
    if (isExcludedShare(shareName)) return { skipped: 'excludedShare' };

    const ipAddress = columnOrEventData(row, 'IpAddress');
    return {
      access: {
        tenant: tenantOf(textField(row, 'TenantId')),
        user: nameOf(account),
        resource: nameOfShare(computer, shareName),
        time,
        computer,
        shareName,
        ipAddress,
        itemId: textField(row, '_ItemId'),
        truncated: isCut(account) || isCut(computer) || isCut(shareName) || isCut(ipAddress),
      },
    };
  };
  return Object.assign(reader, { columns });
}

const columns: RowColumns = {
  deciding: ['Type', 'EventID'],
  others: [
    'TimeGenerated',
    'TenantId',
    'Account',
    'SubjectAccount',
    'SubjectUserName',
    'SubjectDomainName',
    'Computer',
    'ShareName',
    'IpAddress',
    'EventData',
    '_ItemId',
  ],
  isDecided: (row) => otherKind(row) !== undefined,
};

/** Why a row is not event 5140 of `SecurityEvent`, which nearly all rows are not. */
function otherKind(row: Row): 'otherTable' | 'otherEvent' | undefined {
  const table = textField(row, 'Type');
  if (table !== '' && table !== 'SecurityEvent') return 'otherTable';
  return eventId(row) === fileShareEventId ? undefined : 'otherEvent';
}

/** The account that opened the share, `DOMAIN\name`, from the first place that names one; `""` where none does. */
function accountOf(row: Row): string {
  for (const column of ['Account', 'SubjectAccount']) {
    const account = textField(row, column);
    if (namesSomeone(account)) return account;
  }
  const name = columnOrEventData(row, 'SubjectUserName');
  const domain = columnOrEventData(row, 'SubjectDomainName');
  return name === '' || domain === '' ? name : cleanText(`${domain}\\${name}`);
}

/** Log Analytics joins domain and name even when they are missing: `-\-` and `\` name nobody. */
const namesSomeone = remembered((account) => cleanText(bareAccount(account)) !== '');

const namesShare = remembered((shareName) => bareShare(shareName) !== '');

/** Some agents leave columns empty and the event's XML in `EventData`. */
function columnOrEventData(row: Row, name: string): string {
  return textField(row, name) || cleanText(eventDataValue(rawField(row, 'EventData'), name));
}
