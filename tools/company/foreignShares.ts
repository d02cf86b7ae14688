import type { AnomalyKind } from './access';
import type { OrdinaryUse } from './ordinaryUse';
import type { Person } from './person';
import type { CompanyShare } from './share';
import type { World } from './world';

/** A share that fewer people used before the test window is nobody's business, and no target. */
const leastUsersOfTarget = 3;

type Test = (share: CompanyShare) => boolean;

/** The shares that are an anomaly of the kind when the person opens them, given what they open otherwise. */
export function foreignTo(person: Person, kind: AnomalyKind, use: OrdinaryUse, world: World): CompanyShare[] {
  const opened = use.opened.get(person.account) ?? new Set();
  const isForeign = testOf(kind, person, opened);
  const candidates = kind === 'adminShare' ? world.shares.admin : targets(use, world);
  return candidates.filter((share) => share.from < 0 && !opened.has(share) && isForeign(share));
}

/** Shares of departments and teams that people used before the test window, and still do. */
export function targets({ usersBefore }: OrdinaryUse, { shares }: World): CompanyShare[] {
  const owned = [...shares.ofDepartment.values(), ...shares.ofTeam.values()].flat();
  return owned.filter(
    (share) => share.until === Number.POSITIVE_INFINITY && (usersBefore.get(share) ?? 0) >= leastUsersOfTarget,
  );
}

function testOf(kind: AnomalyKind, { team }: Person, opened: ReadonlySet<CompanyShare>): Test {
  switch (kind) {
    case 'crossDepartment':
      return ({ department }) => department!.division !== team.department.division;
    case 'sweep':
      return ({ department }) => department !== team.department;
    case 'adjacentTeam':
      return (share) => share.team !== undefined && share.team !== team && share.department === team.department;
    case 'otherSite': {
      const servers = new Set([...opened].map(({ server }) => server));
      return ({ server, department }) =>
        server.site !== team.site && !servers.has(server) && department !== team.department;
    }
    default:
      return () => true;
  }
}
