import type { Access } from '../../../events/access';
import { millisecondsPerDay } from '../../../events/time';
import { type AffinityScoredModel, isFirstTime, locate, startUserDay } from './affinityAccess';
import type { UserDay } from './userDay';

/** What is kept of a user's UTC day while its accesses come by. */
interface DaySoFar {
  readonly day: UserDay;
  /** Case score at the first access to each resource. */
  readonly byResource: Map<string, number>;
}

/**
 * Follows the days of users, access by access in the order of time. Takes memory for each first-time access of a day, until
 * the next day begins.
 */
export class CaseTracker {
  readonly #model: AffinityScoredModel;
  readonly #days = new Map<string, DaySoFar>();
  #date = Number.NaN;

  constructor(model: AffinityScoredModel) {
    this.#model = model;
  }

  /**
   * What the user's day adds up to with this access; at a pair that was first opened earlier that day, what it added up to
   * then; at what is no first time, and adds nothing, what it adds up to so far.
   */
  caseScore(access: Pick<Access, 'tenant' | 'user' | 'resource' | 'time'>): number {
    this.#turnTo(Math.floor(access.time / millisecondsPerDay));
    const key = JSON.stringify([access.tenant, access.user]);
    const located = locate(this.#model, access);
    let soFar = this.#days.get(key);
    if (!isFirstTime(this.#model, access, located)) return this.soFar(access);
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

  /** What the user's day of an access adds up to so far, without an access of its own. */
  soFar({ tenant, user }: Pick<Access, 'tenant' | 'user'>): number {
    return this.#days.get(JSON.stringify([tenant, user]))?.day.soFar ?? 0;
  }

  #turnTo(date: number): void {
    if (date === this.#date) return;
    this.#days.clear();
    this.#date = date;
  }
}
