import {
  type AffinityScoredModel,
  isAffinityScored,
  isFirstTime,
} from '../../shared/detectors/resourceAccess/affinity/affinityAccess';
import type { ResourceAccessModel } from '../../shared/detectors/resourceAccess/affinity/affinityModel';
import { CaseTracker } from '../../shared/detectors/resourceAccess/affinity/caseTracker';
import type { Access } from '../../shared/events/access';
import { millisecondsPerDay } from '../../shared/events/time';

/** Case scores of accesses that are read a second time, in whatever order. */
export interface CaseScores {
  of(access: Access): number;
}

/** What is kept of an access: names are shared with others, and nothing else is. */
type TimedPair = Pick<Access, 'tenant' | 'user' | 'resource' | 'time'>;

/**
 * Reads accesses in any order and scores users' days in the order of time. Keeps what is opened for the first time, and
 * the known pairs of those who do: what it takes grows with first-time accesses.
 *
 * @returns null where the model judges no days.
 */
export async function caseScoresOf(
  model: ResourceAccessModel,
  accesses: AsyncIterable<Access>,
): Promise<CaseScores | null> {
  if (!isAffinityScored(model) || !model.affinity.isTimed) return null;
  const firstTimes: TimedPair[] = [];
  for await (const { tenant, user, resource, time } of accesses) {
    const access = { tenant, user, resource, time };
    if (isFirstTime(model, access)) firstTimes.push(access);
  }
  firstTimes.sort((one, other) => one.time - other.time);
  return new TimedCaseScores(model, firstTimes);
}

/** One user's UTC day: when it came to what. */
interface DayOfScores {
  readonly times: number[];
  readonly soFar: number[];
  readonly byResource: Map<string, number>;
}

class TimedCaseScores implements CaseScores {
  readonly #model: AffinityScoredModel;
  readonly #days = new Map<string, DayOfScores>();

  constructor(model: AffinityScoredModel, inOrder: readonly TimedPair[]) {
    this.#model = model;
    const tracker = new CaseTracker(model);
    for (const access of inOrder) {
      const key = keyOf(access);
      const day: DayOfScores = this.#days.get(key) ?? { times: [], soFar: [], byResource: new Map() };
      this.#days.set(key, day);
      if (day.byResource.has(access.resource)) continue;
      day.byResource.set(access.resource, tracker.caseScore(access));
      day.times.push(access.time);
      day.soFar.push(tracker.soFar(access));
    }
  }

  of(access: Access): number {
    const day = this.#days.get(keyOf(access));
    if (day === undefined) return 0;
    const own = day.byResource.get(access.resource);
    if (own !== undefined && isFirstTime(this.#model, access)) return own;
    const before = day.times.findLastIndex((time) => time <= access.time);
    return before < 0 ? 0 : day.soFar[before]!;
  }
}

function keyOf({ tenant, user, time }: TimedPair): string {
  return JSON.stringify([tenant, user, Math.floor(time / millisecondsPerDay)]);
}
