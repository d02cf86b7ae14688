import type { Random } from '../sample/random';
import { assumptions } from './assumptions';
import { happens, pickSome, wholeBetween, wholeOfMean } from './draws';
import { sharesElsewhere } from './elsewhere';
import type { Team } from './organization';
import type { Person } from './person';
import type { ProjectMembership } from './projects';
import type { CompanyShare } from './share';
import type { World } from './world';

/** A share somebody has a use for, before people differ: the greater the rank, the more it is used. */
export interface ShareUse {
  readonly share: CompanyShare;
  readonly rank: number;
  /** The first day of it, and the first day after it. */
  readonly from: number;
  readonly until: number;
}

const { use, change } = assumptions;
const forever = Number.POSITIVE_INFINITY;

/** What a person has a use for because of the company, the teams they are in, projects, and the people they know. */
export function* shareUses(
  person: Person,
  memberships: readonly ProjectMembership[],
  world: World,
  random: Random,
): Generator<ShareUse> {
  const { shares } = world;
  const { move, team } = person;
  for (const share of shares.company) if (happens(share.adoption, random)) yield always(share, use.company.rank);
  const home = shares.homes.get(person);
  if (home !== undefined) yield always(home, use.ownHome.rank);
  yield* teamUses(team, -1, move?.day ?? forever, world, random);
  if (move !== undefined) yield* teamUses(move.to, move.day, forever, world, random);
  for (const { project, from } of memberships) {
    for (const share of project.shares) {
      if (happens(use.project.chance, random)) yield { share, rank: use.project.rank, from, until: project.ends };
    }
  }
  yield* usesOfOthers(person, world, random);
  if (person.role === 'manager' || person.role === 'assistant') yield* oversight(team, world, random);
}

function always(share: CompanyShare, rank: number): ShareUse {
  return { share, rank, from: -1, until: forever };
}

/** The shares of a team, its department and its site; who leaves the team keeps some, and gives up others bit by bit. */
function* teamUses(team: Team, from: number, leaves: number, world: World, random: Random): Generator<ShareUse> {
  for (const { share, chance, rank } of offers(team, world)) {
    if (!happens(chance, random)) continue;
    const isKept = leaves === forever || happens(change.keptByMover, random);
    const overlap = { least: 0, most: change.overlapDays };
    yield { share, rank, from, until: isKept ? forever : leaves + wholeBetween(overlap, random) };
  }
}

/** What a member of a team may have a use for, and how likely. */
function* offers(team: Team, { shares }: World) {
  const { users, common, scans } = shares.ofSite.get(team.site)!;
  yield { share: users, ...use.siteHomes };
  yield { share: common, ...use.sitePublic };
  yield { share: scans, ...use.siteScans };
  for (const share of shares.ofTeam.get(team)!) yield { share, chance: share.adoption, rank: use.team.rank };
  const { department } = team;
  for (const share of shares.ofDepartment.get(department)!) {
    yield { share, chance: share.adoption, rank: use.department.rank };
  }
  for (const other of department.teams) {
    if (other === team) continue;
    for (const share of shares.ofTeam.get(other)!) yield { share, ...use.otherTeamOfDepartment };
  }
  for (const share of shares.archives) {
    if (share.department === department) yield { share, ...use.archiveOfDepartment };
  }
}

/** Shares of the teams one works with, and what one is given on request. */
function* usesOfOthers(person: Person, world: World, random: Random): Generator<ShareUse> {
  const { sharesEach, rank } = use.contacts;
  for (const contact of person.contacts) {
    const some = pickSome(wholeOfMean(sharesEach, random), world.shares.ofTeam.get(contact)!, random);
    for (const share of some) yield always(share, rank);
  }
  const requests = wholeOfMean((change.requests * world.timeline.days) / 30, random);
  for (let i = 0; i < requests; i++) {
    const day = 1 + random.below(world.timeline.days - 1);
    const share = random.pick(sharesElsewhere(person, day, world, random));
    yield { share, rank, from: day, until: forever };
  }
}

/** The main shares of the department and its teams, and of two other departments. */
function* oversight({ department }: Team, { organization, shares }: World, random: Random): Generator<ShareUse> {
  const others = organization.departments.filter((other) => other !== department);
  for (const overseen of [department, ...pickSome(2, others, random)]) {
    const mainShares = [
      shares.ofDepartment.get(overseen)![0]!,
      ...overseen.teams.map((team) => shares.ofTeam.get(team)![0]!),
    ];
    for (const share of mainShares) if (happens(use.oversight.chance, random)) yield always(share, use.oversight.rank);
  }
}
