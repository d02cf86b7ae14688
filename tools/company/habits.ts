import type { Random } from '../sample/random';
import { assumptions } from './assumptions';
import { happens, logNormal, pickSome, wholeBetween, wholeOfMean } from './draws';
import { sharesElsewhere } from './elsewhere';
import type { Team } from './organization';
import type { Person } from './person';
import type { ProjectMembership } from './projects';
import type { CompanyShare } from './share';
import type { World } from './world';

/** A share a person uses, from the first day to the day before `until`. */
export interface Habit {
  readonly share: CompanyShare;
  /** Accesses go to a person's habits in proportion to it. */
  readonly weight: number;
  readonly from: number;
  readonly until: number;
}

/** A habit before it has its place in the order of use: the greater the rank, the more it is used. */
interface Use {
  readonly share: CompanyShare;
  readonly rank: number;
  readonly from: number;
  readonly until: number;
}

const { use, change } = assumptions;
const forever = Number.POSITIVE_INFINITY;

/** The shares a person uses, and how much: those of their teams, their site, the company, and what life brought. */
export function habitsOf(
  person: Person,
  memberships: readonly ProjectMembership[],
  world: World,
  random: Random,
): Habit[] {
  const { shares, timeline } = world;
  const { move, team } = person;
  const uses: Use[] = [];
  const add = (share: CompanyShare, rank: number, from = -1, until = forever) =>
    uses.push({ share, rank, from, until });

  for (const share of shares.company) if (happens(share.adoption, random)) add(share, use.company.rank);
  const home = shares.homes.get(person);
  if (home !== undefined) add(home, use.ownHome.rank);
  addTeam(team, -1, move?.day ?? forever);
  if (move !== undefined) addTeam(move.to, move.day, forever);
  for (const { project, from } of memberships) {
    for (const share of project.shares) {
      if (happens(use.project.chance, random)) add(share, use.project.rank, from, project.ends);
    }
  }
  for (const contact of person.contacts) {
    const some = pickSome(wholeOfMean(use.contacts.sharesEach, random), shares.ofTeam.get(contact)!, random);
    for (const share of some) add(share, use.contacts.rank);
  }
  const requests = wholeOfMean((change.requests * timeline.days) / 30, random);
  for (let i = 0; i < requests; i++) {
    const day = 1 + random.below(timeline.days - 1);
    add(random.pick(sharesElsewhere(person, day, world, random)), use.contacts.rank, day);
  }
  if (person.role === 'manager' || person.role === 'assistant') addOversight();
  return inOrderOfUse(uses, shares.successors, random);

  function addTeam(of: Team, from: number, until: number): void {
    const end = () =>
      until === forever || happens(change.keptByMover, random)
        ? forever
        : until + wholeBetween({ least: 0, most: change.overlapDays }, random);
    const { users, common, scans } = shares.ofSite.get(of.site)!;
    if (happens(use.siteHomes.chance, random)) add(users, use.siteHomes.rank, from, end());
    if (happens(use.sitePublic.chance, random)) add(common, use.sitePublic.rank, from, end());
    if (happens(use.siteScans.chance, random)) add(scans, use.siteScans.rank, from, end());
    for (const share of shares.ofTeam.get(of)!) {
      if (happens(share.adoption, random)) add(share, use.team.rank, from, end());
    }
    for (const share of shares.ofDepartment.get(of.department)!) {
      if (happens(share.adoption, random)) add(share, use.department.rank, from, end());
    }
    for (const other of of.department.teams) {
      if (other === of) continue;
      for (const share of shares.ofTeam.get(other)!) {
        if (happens(use.otherTeamOfDepartment.chance, random)) {
          add(share, use.otherTeamOfDepartment.rank, from, end());
        }
      }
    }
    for (const share of shares.archives) {
      if (share.department === of.department && happens(use.archiveOfDepartment.chance, random)) {
        add(share, use.archiveOfDepartment.rank, from, end());
      }
    }
  }

  function addOversight(): void {
    const others = world.organization.departments.filter((department) => department !== team.department);
    for (const department of [team.department, ...pickSome(2, others, random)]) {
      const mainShares = [
        shares.ofDepartment.get(department)![0]!,
        ...department.teams.map((each) => shares.ofTeam.get(each)![0]!),
      ];
      for (const share of mainShares) if (happens(use.oversight.chance, random)) add(share, use.oversight.rank);
    }
  }
}

/** Ranks the uses, weighs them by Zipf's law, and lets those of a share that moves go on where it moves to. */
function inOrderOfUse(
  uses: readonly Use[],
  successors: ReadonlyMap<CompanyShare, CompanyShare>,
  random: Random,
): Habit[] {
  return uses
    .map((each) => ({ ...each, rank: each.rank * logNormal(use.difference, random) }))
    .sort((a, b) => b.rank - a.rank)
    .flatMap(({ share, from, until }, place) => {
      const weight = (place + 1) ** -use.zipfExponent;
      const successor = successors.get(share);
      return [share, ...(successor === undefined ? [] : [successor])].map((each) => ({
        share: each,
        weight,
        from: Math.max(from, each.from),
        until: Math.min(until, each.until),
      }));
    });
}
