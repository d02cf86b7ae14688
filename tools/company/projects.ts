import type { Random } from '../sample/random';
import { assumptions } from './assumptions';
import { happens, pickSome, wholeBetween } from './draws';
import type { Organization } from './organization';
import type { Person } from './person';
import type { ProjectShares } from './share';

/** A person's part in a project, from the day they join it until it ends. */
export interface ProjectMembership {
  readonly project: ProjectShares;
  readonly from: number;
}

const numbers = assumptions.projects;

/** Staffs projects with people of several departments. */
export function staffProjects(
  projects: readonly ProjectShares[],
  { departments }: Organization,
  people: readonly Person[],
  random: Random,
): Map<Person, ProjectMembership[]> {
  const ofDepartment = Map.groupBy(people, ({ team }) => team.department);
  const memberships = new Map<Person, ProjectMembership[]>();
  for (const project of projects) {
    const taking = pickSome(wholeBetween(numbers.departments, random), departments, random);
    const candidates = taking.flatMap((department) => ofDepartment.get(department) ?? []);
    for (const person of pickSome(wholeBetween(numbers.members, random), candidates, random)) {
      const late = random.below(project.ends - project.begins);
      const from = project.begins + (happens(numbers.foundingMembers, random) ? 0 : late);
      const known = memberships.get(person);
      if (known === undefined) memberships.set(person, [{ project, from }]);
      else known.push({ project, from });
    }
  }
  return memberships;
}
