import { bareAccount } from '../../shared/events/identity';
import type { Random } from '../sample/random';
import { assumptions } from './assumptions';
import { pickSome } from './draws';
import type { Organization, Server, Site } from './organization';
import type { Person } from './person';
import { type CompanyShare, newShare, type SiteShares } from './share';
import type { ShareNames } from './shareNames';

const { use } = assumptions;
const companyNames = [
  'Public',
  'Software',
  'Templates',
  'Policies',
  'Apps',
  'Forms',
  'Media',
  'Newsletter',
  'Exchange',
];

/** Shares for everybody; the most used first. */
export function companyShares(
  count: number,
  fileServers: readonly Server[],
  names: ShareNames,
  random: Random,
): CompanyShare[] {
  return Array.from({ length: count }, (_, i) => {
    const server = i < 3 ? fileServers[0]! : random.pick(fileServers);
    const name = names.unique(companyNames[i % companyNames.length]!, server);
    return newShare(server, name, { adoption: use.company.chance / Math.sqrt(i + 1) });
  });
}

/** Three shares of each site, on its first file server. */
export function siteShares(sites: readonly Site[], names: ShareNames): Map<Site, SiteShares> {
  return new Map(
    sites.map((site) => {
      const server = site.fileServers[0]!;
      const named = (name: string) => newShare(server, names.unique(name, server));
      return [site, { users: named('Users'), common: named('Public'), scans: named('Scans') }];
    }),
  );
}

/** The shares that Windows itself makes, of the drives of file servers too. */
export function administrativeShares({ sites, servers }: Organization, names: ShareNames): CompanyShare[] {
  const fileServers = new Set(sites.flatMap((site) => site.fileServers));
  return servers.flatMap((server) =>
    ['C$', 'ADMIN$', ...(fileServers.has(server) ? ['D$'] : [])].map((name) =>
      newShare(server, names.unique(name, server), { from: server.from }),
    ),
  );
}

/** Hidden shares of some people, one each. */
export function homeShares(
  count: number,
  people: readonly Person[],
  names: ShareNames,
  random: Random,
): Map<Person, CompanyShare> {
  return new Map(
    pickSome(count, people, random).map((person) => {
      const server = random.pick(person.team.site.fileServers);
      const name = names.unique(`${bareAccount(person.account)}$`, server);
      return [person, newShare(server, name, { from: person.joins })];
    }),
  );
}
