import type { Access } from '../../../events/access';
import { type AffinityScoredModel, isExpected, locate, startUserDay } from './affinityAccess';
import type { UserDay } from './userDay';

const millisecondsPerDay = 86_400_000;

/** What is kept of a user's UTC day while its accesses come by. */
interface DaySoFar {
  readonly day: UserDay;
  /** Case score at the first access to each resource. */
  readonly byResource: Map<string, number>;
}

/** Follows the days of users, access by access in the order of time. Takes memory for each first-time access of a day. */
export class CaseTracker {
  readonly #model: AffinityScoredModel;
  #date = Number.NaN;
  readonly #days = new Map<string, DaySoFar>();

  constructor(model: AffinityScoredModel) {
    this.#model = model;
  }

  /**
   * What the user's day adds up to with this access, where it is of a pair the model does not know; of the same pair again
   * what it was the first time. Null for a known pair, which adds nothing.
   */
  caseScore(access: Pick<Access, 'tenant' | 'user' | 'resource' | 'time'>): number | null {
    const located = locate(this.#model, access);
    if (isExpected(this.#model, access, located)) return null;
    const date = Math.floor(access.time / millisecondsPerDay);
    if (date !== this.#date) this.#days.clear();
    this.#date = date;
    const key = JSON.stringify([access.tenant, access.user]);
    let soFar = this.#days.get(key);
    if (soFar === undefined) {
      soFar = { day: startUserDay(this.#model, located.opener), byResource: new Map() };
      this.#days.set(key, soFar);
    }
    const known = soFar.byResource.get(access.resource);
    if (known !== undefined) return known;
    const { caseScore } = soFar.day.add(located.place);
    soFar.byResource.set(access.resource, caseScore);
    return caseScore;
  }
}
