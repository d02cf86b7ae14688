import { ActionableError } from '../../shared/errors';
import type { Random } from '../sample/random';
import { assumptions } from './assumptions';
import { administrativeShares, companyShares, homeShares, siteShares } from './commonShares';
import { departmentShares } from './departmentShares';
import type { Organization, Server } from './organization';
import type { Person } from './person';
import { projectShares } from './projectShares';
import { bareName, type CompanyShare, type CompanyShares, newShare } from './share';
import { ShareNames } from './shareNames';
import type { Timeline } from './timeline';

const numbers = assumptions.shares;

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
  const company = companyShares(part(numbers.company, 3), fileServers, names, random);
  const ofSite = siteShares(sites, names);
  const admin = administrativeShares(organization, names);
  const homes = homeShares(part(numbers.home, 1), people, names, random);
  const archives = Array.from({ length: part(numbers.archive, 2) }, () => {
    const department = random.pick(departments);
    const server = random.pick(fileServers);
    return newShare(server, names.ofDepartment(department, server, random), { department });
  });
  const projects = projectShares(part(numbers.project, 3), timeline, fileServers, names, random);
  const common = [
    ...company,
    ...[...ofSite.values()].flatMap(({ users, common, scans }) => [users, common, scans]),
    ...admin,
    ...homes.values(),
    ...archives,
    ...projects.flatMap(({ shares }) => shares),
  ];
  const migrating = part(numbers.migrated, 1);
  const left = total - common.length - migrating;
  const needed = departments.length + teams.length + migrating;
  if (left < needed) {
    // Of the shares added a quarter is common again, and each part of them may be rounded up.
    const enough = total + Math.ceil((needed - left) * 1.4) + 8;
    throw new ActionableError(
      `${total} shares are too few for ${people.length} users: take ${enough} or more, or fewer users`,
    );
  }
  const { ofDepartment, ofTeam } = departmentShares(organization, left, migrating, timeline, names, random);
  const teamShares = [...ofTeam.values()].flat();
  const successors = successorsOn(newServer, teamShares, names);
  const all = [...common, ...[...ofDepartment.values()].flat(), ...teamShares, ...successors.values()];
  return { all, company, ofSite, ofDepartment, ofTeam, archives, homes, projects, admin, successors };
}

/** What the shares that end when the server comes are from then on. */
function successorsOn(
  server: Server,
  shares: readonly CompanyShare[],
  names: ShareNames,
): Map<CompanyShare, CompanyShare> {
  return new Map(
    shares
      .filter(({ until }) => until === server.from)
      .map((old) => {
        const { department, team, adoption } = old;
        const name = names.unique(bareName(old), server);
        return [old, newShare(server, name, { department, team, adoption, from: server.from })];
      }),
  );
}
