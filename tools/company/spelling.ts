import type { Random } from '../sample/random';
import type { AnomalyKind, CompanyAccess, Opening } from './access';
import { assumptions } from './assumptions';
import { happens } from './draws';

const chances = assumptions.spelling;

/** The access as a row reports it: Windows writes names as the client, the directory or an administrator typed them. */
export function spelled(
  { time, account, ipAddress, share }: Opening,
  random: Random,
  kind: AnomalyKind | null = null,
  incident: number | null = null,
): CompanyAccess {
  const { computer } = share.server;
  return {
    time,
    account: spelledAccount(account, random),
    computer: happens(chances.upperCaseComputer, random) ? computer.toUpperCase() : computer,
    shareName: happens(chances.lowerCaseShare, random) ? share.shareName.toLowerCase() : share.shareName,
    ipAddress,
    kind,
    incident,
  };
}

function spelledAccount(account: string, random: Random): string {
  const chance = random.next();
  if (chance < chances.upperCaseAccount) return account.toUpperCase();
  if (chance > chances.upperCaseAccount + chances.lowerCaseDomain) return account;
  const domainEnds = account.indexOf('\\');
  return account.slice(0, domainEnds).toLowerCase() + account.slice(domainEnds);
}
