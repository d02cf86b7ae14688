/**
 * What a user and a resource are, and which of them are left out. Plain data: a model is only good for accesses named
 * by the rules it was trained with, so they are stored in it.
 */
export interface IdentityRules {
  /**
   * - `account`: `Account`, case-folded.
   * - `byoml`: `Account` as the row spells it, as Microsoft's BYO-ML notebooks do.
   */
  readonly user: 'account' | 'byoml';
  /**
   * - `computerAndShare`: file server and share, case-folded, for example `fs01.contoso.local\finance`.
   * - `byoml`: `ShareName` as the row spells it (`\\*\Finance`), which takes the shares of this name on all servers
   *   for one: every `C$` of a domain is the same resource.
   */
  readonly resource: 'computerAndShare' | 'byoml';
  /** Patterns of accounts to leave out, matched against the account with its domain and without it. */
  readonly excludedAccounts: readonly string[];
  /** Patterns of shares to leave out, matched against the bare share name (`IPC$`). */
  readonly excludedShares: readonly string[];
}

/** Whether a value, such as one read from a model's file, is such rules. */
export function isIdentityRules(value: unknown): value is IdentityRules {
  if (typeof value !== 'object' || value === null) return false;
  const { user, resource, excludedAccounts, excludedShares }: Partial<Record<keyof IdentityRules, unknown>> = value;
  return (
    (user === 'account' || user === 'byoml') &&
    (resource === 'computerAndShare' || resource === 'byoml') &&
    [excludedAccounts, excludedShares].every(isTexts)
  );
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/**
 * Machine accounts and Windows' own are left out, and the shares every computer opens without a person asking.
 * `C$` and `ADMIN$` stay in: using them is how an attacker moves from one computer to the next.
 */
export const defaultIdentityRules: IdentityRules = {
  user: 'account',
  resource: 'computerAndShare',
  excludedAccounts: ['*$', 'ANONYMOUS LOGON', 'NT AUTHORITY\\*'],
  excludedShares: ['IPC$', 'SYSVOL', 'NETLOGON', 'print$'],
};

/**
 * Makes spellings of one Windows name equal. Windows compares account, computer and share names without regard to
 * case. `toLowerCase` follows Unicode alone, never the machine's locale, so that a model trained on one machine reads
 * the same names on another.
 */
export function foldCase(name: string): string {
  return name.toLowerCase();
}

/** The account without its domain: `alice` of `CONTOSO\alice` and of `alice@contoso.local`. */
export function bareAccount(account: string): string {
  const name = account.slice(account.lastIndexOf('\\') + 1);
  const at = name.indexOf('@');
  return at > 0 ? name.slice(0, at) : name;
}

/** The share without the server's name: `Finance` of `\\*\Finance`; `""` where no share is named. */
export function bareShare(shareName: string): string {
  const path = sharePath(shareName);
  return path.slice(path.lastIndexOf('\\') + 1);
}

/** What stands after `\\*\`, or after `\\` where a server is named. */
function sharePath(shareName: string): string {
  return shareName.replace(/^\\\\(?:\*(?:\\|$))?/, '').replace(/\\$/, '');
}

/** The user of an account, by the rules. */
export function userOf(account: string, rules: IdentityRules): string {
  return rules.user === 'account' ? foldCase(account) : account;
}

/**
 * The resource of a share, by the rules. Event 5140 writes the share of any name of the server as `\\*\share`; where it
 * names one instead, as clusters do, the name stays: two shares of one computer may differ in nothing else.
 */
export function resourceOf(computer: string, shareName: string, rules: IdentityRules): string {
  if (rules.resource === 'byoml') return shareName;
  return foldCase(`${computer}\\${sharePath(shareName)}`);
}
