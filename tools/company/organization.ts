import type { Random } from '../sample/random';
import { apportion } from './apportion';
import { assumptions } from './assumptions';
import { happens, logNormal, pickSome, wholeBetween } from './draws';
import { departmentNames, departmentServerName, infrastructureServerName, siteNames, siteServerName } from './names';

export interface Site {
  /** Three letters, as administrators call it. */
  readonly code: string;
  /** NetBIOS name of the domain of its accounts. */
  readonly domain: string;
  readonly dnsDomain: string;
  /** Second number of its addresses. */
  readonly subnet: number;
  /** Hours that its clocks are ahead of UTC. */
  readonly hoursAhead: number;
  readonly fileServers: readonly Server[];
}

export interface Server {
  /** Name as rows give it, with its DNS domain. */
  readonly computer: string;
  readonly site: Site;
  /** The first day it is there. */
  readonly from: number;
}

export interface Department {
  readonly name: string;
  readonly abbreviation: string;
  readonly division: string;
  readonly site: Site;
  /** The file server of its own, where it has one. */
  readonly server: Server | undefined;
  readonly teams: readonly Team[];
}

export interface Team {
  readonly department: Department;
  readonly site: Site;
  readonly headcount: number;
}

export interface Organization {
  readonly sites: readonly Site[];
  readonly departments: readonly Department[];
  readonly teams: readonly Team[];
  /** Teams of other departments that a team works with. */
  readonly partners: ReadonlyMap<Team, readonly Team[]>;
  /** All servers, those without files among them. */
  readonly servers: readonly Server[];
  /** The file server that comes in the test window; it is at the first site. */
  readonly newServer: Server;
}

const numbers = assumptions.organization;

/** Invents sites, servers, departments and teams for so many people. */
export function inventOrganization(people: number, newServerFrom: number, random: Random): Organization {
  const siteCount = Math.min(siteNames.length, Math.max(2, Math.round(people / numbers.peopleOfSite)));
  const sites = inventSites(siteCount, people);
  const departmentServers: Server[] = [];
  const departmentCount = Math.max(4, Math.round(people / numbers.peopleOfDepartment));
  const leastPeople = 2 * numbers.leastPeopleOfTeam;
  const sizes = apportion(people, unequal(departmentCount, random), leastPeople);
  const departments = sizes.map((size, index) => {
    const site = happens(numbers.departmentsAtFirstSite, random) ? sites[0]! : random.pick(sites);
    const server = happens(numbers.departmentsWithServer, random)
      ? { computer: `${departmentServerName(departmentServers.length, random)}.${site.dnsDomain}`, site, from: -1 }
      : undefined;
    if (server !== undefined) departmentServers.push(server);
    return inventDepartment(index, size, site, server, sites, random);
  });
  const first = sites[0]!;
  const newName = siteServerName(first.code, first.fileServers.length);
  const newServer = { computer: `${newName}.${first.dnsDomain}`, site: first, from: newServerFrom };
  const otherServers = Array.from({ length: Math.max(2, Math.round(people / numbers.peopleOfOtherServer)) }, (_, i) => {
    const site = sites[i % sites.length]!;
    return { computer: `${infrastructureServerName(i)}.${site.dnsDomain}`, site, from: -1 };
  });
  const servers = [
    ...sites.flatMap(({ fileServers }) => fileServers),
    ...departmentServers,
    ...otherServers,
    newServer,
  ];
  const teams = departments.flatMap((department) => department.teams);
  const partners = new Map(teams.map((team) => [team, pickPartners(team, teams, random)]));
  return { sites, departments, teams, partners, servers, newServer };
}

/** The first site holds half of the people; the last one was a company of its own. */
function inventSites(count: number, people: number): Site[] {
  return siteNames.slice(0, count).map(({ code, hoursAhead }, index) => {
    const acquired = index === count - 1;
    const fileServers: Server[] = [];
    const site: Site = {
      code,
      domain: acquired ? 'FABRIKAM' : 'CONTOSO',
      dnsDomain: acquired ? 'fabrikam.net' : 'contoso.local',
      subnet: 10 + index,
      hoursAhead,
      fileServers,
    };
    const peopleHere = index === 0 ? people / 2 : people / 2 / (count - 1);
    const serverCount = Math.max(1, Math.round(peopleHere / numbers.peopleOfFileServer));
    for (let i = 0; i < serverCount; i++) {
      fileServers.push({ computer: `${siteServerName(code, i)}.${site.dnsDomain}`, site, from: -1 });
    }
    return site;
  });
}

function inventDepartment(
  index: number,
  size: number,
  site: Site,
  server: Server | undefined,
  sites: readonly Site[],
  random: Random,
): Department {
  const { name, abbreviation, division } = departmentNames[index % departmentNames.length]!;
  const round = Math.floor(index / departmentNames.length);
  const teams: Team[] = [];
  const department: Department = {
    name: round === 0 ? name : `${name} ${round + 1}`,
    abbreviation: round === 0 ? abbreviation : `${abbreviation}${round + 1}`,
    division,
    site,
    server,
    teams,
  };
  const wanted = Math.round(size / numbers.peopleOfTeam);
  const teamCount = Math.max(2, Math.min(wanted, Math.floor(size / numbers.leastPeopleOfTeam)));
  for (const headcount of apportion(size, unequal(teamCount, random), numbers.leastPeopleOfTeam)) {
    const elsewhere = pickSome(
      1,
      sites.filter((other) => other !== site),
      random,
    )[0]!;
    teams.push({ department, site: happens(numbers.teamAtDepartmentSite, random) ? site : elsewhere, headcount });
  }
  return department;
}

function pickPartners(team: Team, teams: readonly Team[], random: Random): Team[] {
  const others = teams.filter(({ department }) => department !== team.department);
  return pickSome(wholeBetween(numbers.partnersOfTeam, random), others, random);
}

function unequal(count: number, random: Random): number[] {
  return Array.from({ length: count }, () => logNormal(numbers.inequality, random));
}
