import type { AccessAnomalyModel } from '../../../shared/detectors/resourceAccess/model';
import { nameAt, nameCount } from '../../../shared/detectors/resourceAccess/nameTable';
import type { Access, RowReader } from '../../../shared/events/access';

/** One user and resource of a message. */
export interface PlainFinding {
  readonly user: string;
  readonly resource: string;
  readonly score: number | null;
  readonly accesses: number;
}

/**
 * What anybody would write first: `JSON.parse`, names in Maps, a dot product. It scores what the real one scores and
 * leaves out what that does for safety and for the table (bodies of other kinds, record ids, most columns). It knows the
 * model's one tenant alone.
 */
export class PlainScorer {
  readonly #users: Map<string, number>;
  readonly #resources: Map<string, number>;

  constructor(
    readonly model: AccessAnomalyModel,
    readonly reader: RowReader,
    readonly minimumScore: number,
  ) {
    this.#users = positions(model.users);
    this.#resources = positions(model.resources);
  }

  /** Findings above the minimum, and those without a score. */
  score(body: Buffer): PlainFinding[] {
    const seen = new Set<string>();
    const groups = new Map<string, { readonly access: Access; count: number }>();
    for (const row of JSON.parse(body.toString()).records) {
      const reading = this.reader(row);
      if (!('access' in reading) || seen.has(reading.access.itemId)) continue;
      const { access } = reading;
      seen.add(access.itemId);
      const key = `${access.user}\n${access.resource}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { access, count: 1 });
      else group.count++;
    }
    return [...groups.values()]
      .map(({ access: { user, resource }, count }) => ({
        user,
        resource,
        score: this.#scoreOf(user, resource),
        accesses: count,
      }))
      .filter(({ score }) => score === null || score > this.minimumScore);
  }

  #scoreOf(user: string, resource: string): number | null {
    const { users, resources, parameters, means, standardDeviations } = this.model;
    const [userAt, resourceAt] = [this.#users.get(user), this.#resources.get(resource)];
    if (userAt === undefined || resourceAt === undefined) return null;
    if (users.components[userAt] !== resources.components[resourceAt]) return null;
    let dot = 0;
    for (let i = 0; i < parameters.rank; i++) {
      dot += users.factors[userAt * parameters.rank + i]! * resources.factors[resourceAt * parameters.rank + i]!;
    }
    return (means[0]! - dot) / standardDeviations[0]!;
  }
}

function positions({ names }: AccessAnomalyModel['users']): Map<string, number> {
  return new Map(Array.from({ length: nameCount(names) }, (_, position) => [nameAt(names, position), position]));
}
