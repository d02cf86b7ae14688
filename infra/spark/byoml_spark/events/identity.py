import re
from dataclasses import dataclass


@dataclass(frozen=True)
class IdentityRules:
    r"""What a user and a resource are, and which of them are left out. The rules of `shared/events/identity.ts`.

    user: `account`, which is `Account`, case-folded; or `byoml`, as the row spells it.
    resource: `computerAndShare`, as in `fs01.contoso.local\finance`; or `byoml`, which is `ShareName` as spelled.
    """

    user: str = "account"
    resource: str = "computerAndShare"
    excluded_accounts: tuple[str, ...] = ("*$", "ANONYMOUS LOGON", "NT AUTHORITY\\*")
    excluded_shares: tuple[str, ...] = ("IPC$", "SYSVOL", "NETLOGON", "print$")


def fold_case(name: str) -> str:
    """Both languages lower by Unicode's default mapping, whatever the locale."""
    return name.lower()


def bare_account(account: str) -> str:
    r"""The account without its domain: `alice` of `CONTOSO\alice` and of `alice@contoso.local`."""
    name = account[account.rfind("\\") + 1 :]
    at = name.find("@")
    return name[:at] if at > 0 else name


def bare_share(share_name: str) -> str:
    r"""The share without the server's name: `Finance` of `\\*\Finance`; `""` where no share is named."""
    path = _share_path(share_name)
    return path[path.rfind("\\") + 1 :]


def user_of(account: str, rules: IdentityRules) -> str:
    return fold_case(account) if rules.user == "account" else account


def resource_of(computer: str, share_name: str, rules: IdentityRules) -> str:
    if rules.resource == "byoml":
        return share_name
    return fold_case(f"{computer}\\{_share_path(share_name)}")


_server = re.compile(r"\A\\\\(?:\*(?:\\|\Z))?")


def _share_path(share_name: str) -> str:
    r"""What stands after `\\*\`, or after `\\` where a server is named."""
    return _server.sub("", share_name).removesuffix("\\")
