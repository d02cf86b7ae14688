import { ActionableError } from '../../shared/errors';
import { bareAccount } from '../../shared/events/identity';
import type { Random } from '../sample/random';
import { assumptions } from './assumptions';
import { departmentShares } from './departmentShares';
import { between, pickSome, wholeBetween } from './draws';
import type { Organization, Server } from './organization';
import type { Person } from './person';
import { type CompanyShare, type CompanyShares, newShare, type ProjectShares } from './share';
import { ShareNames } from './shareNames';
import type { Timeline } from './timeline';

const { shares: numbers, use, projects: projectNumbers } = assumptions;
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

/**
 * Invents as many shares as asked for, those of projects past and those that are new in the test window among them.
 *
 * @throws ActionableError if they are too few for every department and team to have one.
 */
export function inventShares(
  organization: Organization,
  people: readonly Person[],
  total: number,
  timeline: Timeline,
  random: Random,
): CompanyShares {
  const part = (fraction: number, least: number) => Math.max(least, Math.round(total * fraction));
  const { sites, departments, teams, newServer } = organization;
  const names = new ShareNames();
  const fileServers = sites.flatMap((site) => site.fileServers);
  const named = (server: Server, name: string, other?: Partial<CompanyShare>) =>
    newShare(server, names.unique(name, server), other);

  const company = Array.from({ length: part(numbers.company, 3) }, (_, i) =>
    named(i < 3 ? fileServers[0]! : random.pick(fileServers), companyNames[i % companyNames.length]!, {
      adoption: use.company.chance / Math.sqrt(i + 1),
    }),
  );
  const ofSite = new Map(
    sites.map((site) => {
      const server = site.fileServers[0]!;
      return [site, { users: named(server, 'Users'), common: named(server, 'Public'), scans: named(server, 'Scans') }];
    }),
  );
  const admin = organization.servers.flatMap((server) =>
    ['C$', 'ADMIN$', ...(fileServers.includes(server) ? ['D$'] : [])].map((name) =>
      named(server, name, { from: server.from }),
    ),
  );
  const homes = new Map(
    pickSome(part(numbers.home, 1), people, random).map((person) => {
      const server = random.pick(person.team.site.fileServers);
      return [person, named(server, `${bareAccount(person.account)}$`, { from: person.joins })];
    }),
  );
  const archives = Array.from({ length: part(numbers.archive, 2) }, () => {
    const department = random.pick(departments);
    const server = random.pick(fileServers);
    return newShare(server, names.ofDepartment(department, server, random), { department });
  });
  const projectShareCount = part(numbers.project, 3);
  const projects = inventProjects(projectShareCount, timeline, fileServers, names, random);
  const migrating = part(numbers.migrated, 1);

  const fixed = company.length + 3 * sites.length + admin.length + homes.size + archives.length + projectShareCount;
  const left = total - fixed - 2 * migrating;
  const needed = departments.length + teams.length;
  if (left < needed) {
    throw new ActionableError(
      `${total} shares are too few for ${people.length} users: take ${Math.ceil(total + (needed - left) * 1.6)} or more, or fewer users`,
    );
  }
  const { ofDepartment, ofTeam } = departmentShares(organization, left + migrating, migrating, timeline, names, random);
  const teamShares = [...ofTeam.values()].flat();
  const successors = new Map(
    teamShares
      .filter(({ until }) => until === newServer.from)
      .map((old) => {
        const name = old.shareName.slice('\\\\*\\'.length);
        const { department, team, adoption } = old;
        return [old, named(newServer, name, { department, team, adoption, from: newServer.from })];
      }),
  );
  const all = [
    ...company,
    ...[...ofSite.values()].flatMap(({ users, common, scans }) => [users, common, scans]),
    ...admin,
    ...homes.values(),
    ...archives,
    ...projects.flatMap(({ shares }) => shares),
    ...[...ofDepartment.values()].flat(),
    ...teamShares,
    ...successors.values(),
  ];
  return { all, company, ofSite, ofDepartment, ofTeam, archives, homes, projects, admin, successors };
}

/** Projects that last into the simulated days or begin in them, until there are so many shares. */
function inventProjects(
  shareCount: number,
  timeline: Timeline,
  fileServers: readonly Server[],
  names: ShareNames,
  random: Random,
): ProjectShares[] {
  const projects: ProjectShares[] = [];
  for (let left = shareCount; left > 0; ) {
    const length = wholeBetween(projectNumbers.lengthDays, random);
    const begins = Math.round(between({ least: 1 - length, most: timeline.days - 1 }, random));
    const ends = begins + length;
    const count = Math.min(left, wholeBetween(projectNumbers.shares, random));
    left -= count;
    const shares = Array.from({ length: count }, () => {
      const server = random.pick(fileServers);
      return newShare(server, names.ofProject(server, random), { from: begins, until: ends });
    });
    projects.push({ shares, begins, ends });
  }
  return projects;
}
