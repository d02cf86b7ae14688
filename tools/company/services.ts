import type { Random } from '../sample/random';
import type { Opening } from './access';
import { assumptions } from './assumptions';
import { pickSome, wholeBetween } from './draws';
import { applicationAccountName } from './names';
import type { Organization } from './organization';
import type { CompanyShare, CompanyShares } from './share';
import { midnightOf, millisecondsPerHour, type Timeline } from './timeline';

/** An account of a program, and what it opens each day. */
export interface Service {
  readonly account: string;
  readonly ipAddress: string;
  /** The shares of an application, which are always the same; undefined for programs that go everywhere. */
  readonly fixedShares: readonly CompanyShare[] | undefined;
  /** Shares and when they are opened, hours from midnight UTC. */
  opens(day: number): readonly { readonly share: CompanyShare; readonly hour: number }[];
}

const numbers = assumptions.services;

/** Backups of all and of each site, a scanner, and applications that use a few shares with a machine's regularity. */
export function inventServices(
  organization: Organization,
  shares: CompanyShares,
  people: number,
  random: Random,
): Service[] {
  const { sites } = organization;
  const domain = sites[0]!.domain;
  const common = [...shares.company, ...[...shares.ofDepartment.values(), ...shares.ofTeam.values()].flat()].filter(
    ({ from }) => from < 0,
  );
  const applications = Array.from({ length: Math.max(3, Math.round(people / numbers.peopleOfApplication)) }, (_, i) => {
    const everyHours = random.pick(numbers.everyHours);
    const minute = random.next();
    const fixedShares = pickSome(wholeBetween(numbers.sharesOfApplication, random), common, random);
    const account = `${domain}\\${applicationAccountName(i + 1, random)}`;
    const runs = Array.from({ length: 24 / everyHours }, (_, run) => (run + minute / 2) * everyHours);
    return service(
      account,
      i,
      () => runs.flatMap((hour) => fixedShares.map((share) => ({ share, hour }))),
      fixedShares,
    );
  });
  const backups = sites.map((site) => {
    const ofSite = shares.all.filter(({ server }) => server.site === site);
    return service(`${site.domain}\\svc-backup-${site.code}`, 200 + site.subnet, () => through(ofSite, 22, 2));
  });
  const backup = service(`${domain}\\svc-veeam`, 240, () => through(shares.all, 1, 4));
  const nights = Math.round(1 / numbers.scannedANight);
  const scanner = service(`${domain}\\avscan`, 241, (day) =>
    through(
      shares.all.filter((_, i) => i % nights === day % nights),
      3,
      2,
    ),
  );
  return [...applications, ...backups, backup, scanner];
}

/** What a service opens on a day, in no order. */
export function serviceDay({ account, ipAddress, opens }: Service, day: number, timeline: Timeline): Opening[] {
  const midnight = midnightOf(day, timeline);
  return opens(day)
    .filter(({ share }) => day >= share.from && day < share.until)
    .map(({ share, hour }) => ({
      time: midnight + Math.floor(hour * millisecondsPerHour),
      account,
      ipAddress,
      share,
    }));
}

function service(
  account: string,
  host: number,
  opens: Service['opens'],
  fixedShares?: readonly CompanyShare[],
): Service {
  return { account, ipAddress: `10.10.250.${host % 254}`, opens, fixedShares };
}

/** One share after the other, from one hour on and for so many. */
function through(shares: readonly CompanyShare[], from: number, hours: number) {
  return shares.map((share, i) => ({ share, hour: from + (hours * i) / shares.length }));
}
