import type { Random } from '../sample/random';
import { apportion } from './apportion';
import { assumptions } from './assumptions';
import { between, happens, logNormal, wholeBetween } from './draws';
import type { Department, Organization, Server, Site, Team } from './organization';
import { type CompanyShare, newShare } from './share';
import type { ShareNames } from './shareNames';
import type { Timeline } from './timeline';

const { shares: numbers, use, organization: sizes } = assumptions;

export interface SharesOfDepartments {
  readonly ofDepartment: Map<Department, CompanyShare[]>;
  readonly ofTeam: Map<Team, CompanyShare[]>;
}

/**
 * Shares out so many shares to departments and teams, one each or more. Of the team shares at the new server's site,
 * `migrating` end when that server comes; some others are new in the test window.
 */
export function departmentShares(
  { departments, teams, sites, newServer }: Organization,
  total: number,
  migrating: number,
  timeline: Timeline,
  names: ShareNames,
  random: Random,
): SharesOfDepartments {
  const weights = [...departments.map(() => numbers.departmentToTeam), ...teams.map(() => 1)];
  const counts = apportion(
    total,
    weights.map((weight) => weight * logNormal(sizes.inequality, random)),
    1,
  );
  const place = (department: Department, site: Site, adoption: number, from = -1, team?: Team) => {
    const server = placeFor(department, site, sites, random);
    return newShare(server, names.ofDepartment(department, server, random), { department, team, adoption, from });
  };
  const ofDepartment = new Map(
    departments.map((department, i) => [
      department,
      Array.from({ length: counts[i]! }, (_, k) =>
        place(department, department.site, k === 0 ? use.department.most : between(use.department, random)),
      ),
    ]),
  );
  const testDays = { least: timeline.testFromDay, most: timeline.days - 1 };
  let toMigrate = migrating;
  const ofTeam = new Map(
    teams.map((team, i) => [
      team,
      Array.from({ length: counts[departments.length + i]! }, (_, k) => {
        const isNew = k > 0 && happens(numbers.createdInTest, random);
        const from = isNew ? wholeBetween(testDays, random) : -1;
        const share = place(team.department, team.site, k === 0 ? 1 : between(use.team, random), from, team);
        if (isNew || toMigrate === 0 || share.server.site !== newServer.site) return share;
        toMigrate--;
        return { ...share, until: newServer.from };
      }),
    ]),
  );
  return { ofDepartment, ofTeam };
}

function placeFor(department: Department, site: Site, sites: readonly Site[], random: Random): Server {
  if (happens(numbers.onWrongServer, random)) return random.pick(random.pick(sites).fileServers);
  if (department.server !== undefined && happens(numbers.onDepartmentServer, random)) return department.server;
  return random.pick(site.fileServers);
}
