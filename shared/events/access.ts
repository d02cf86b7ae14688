import type { RowColumns } from './rowColumns';

/** Who used what, and when: what every detector learns from and scores. */
export interface Access {
  /** Key of the tenant, `"0"` where rows carry none. */
  readonly tenant: string;
  readonly user: string;
  readonly resource: string;
  /** Event time, milliseconds since 1970 in UTC. */
  readonly time: number;
  /** The file server, the share and the client as the row spells them; `""` where it has none. */
  readonly computer: string;
  readonly shareName: string;
  readonly ipAddress: string;
  /** Log Analytics' unique key of the row (`_ItemId`); `""` for rows from elsewhere. */
  readonly itemId: string;
  /** Whether the account, the file server, the share or the client was cut because it is too long. */
  readonly truncated: boolean;
}

/** Why a row is not an access a detector looks at. Reasons are counted, so none is ever invented on the fly. */
export const skipReasons = [
  'notARow',
  'otherTable',
  'otherEvent',
  'noTime',
  'noUser',
  'noComputer',
  'noResource',
  'excludedAccount',
  'excludedShare',
  'outsideWindow',
  'duplicate',
] as const;
export type SkipReason = (typeof skipReasons)[number];

/** What one row turned out to be. */
export type Reading = { readonly access: Access } | { readonly skipped: SkipReason };

/** Turns a row, whatever it holds, into an access or the reason why it is none. Never throws. */
export interface RowReader {
  (row: unknown): Reading;
  /** The columns it looks at; it then takes a `ReadRow` of them for a row. Undefined: it takes whole rows only. */
  readonly columns?: RowColumns | undefined;
}
