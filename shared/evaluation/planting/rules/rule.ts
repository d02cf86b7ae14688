import type { MersenneTwister } from '../../../numerics/mersenneTwister';
import type { LabelledAccess } from '../../labelledAccess';
import { shuffled } from '../draw';
import type { PlantingGround } from '../plantingGround';

/** A kind of anomaly, and how it is planted into the accesses of a tenant. */
export interface PlantingRule {
  readonly kind: string;
  /** What must be there to plant it, to be told where nothing is planted. */
  readonly needs: string;
  /** @returns none where what it needs is not there. */
  plant(ground: PlantingGround, random: MersenneTwister): LabelledAccess[];
}

const millisecondsPerHour = 3_600_000;
const usersPerIncident = 200;
const leastIncidents = 3;
const incidentsPerDay = 1;

/**
 * How many single incidents of a kind: one for two hundred people, three at least, and one a day of the window at most:
 * anomalies stay so few that 25 pairs a day could hold them all.
 */
export function incidentCount({ ordinaryUsers, testDays }: PlantingGround): number {
  const bySize = Math.max(leastIncidents, Math.round(ordinaryUsers.length / usersPerIncident));
  return Math.min(bySize, Math.max(leastIncidents, incidentsPerDay * testDays));
}

/** The first few of the users, in an order drawn at random, that have resources to be planted with. */
export function drawIncidents(
  users: readonly number[],
  count: number,
  random: MersenneTwister,
  plantAt: (user: number) => readonly LabelledAccess[],
): LabelledAccess[] {
  const planted: LabelledAccess[] = [];
  let incidents = 0;
  for (const user of shuffled(users, random)) {
    if (incidents === count) break;
    const accesses = plantAt(user);
    if (accesses.length > 0) incidents++;
    planted.push(...accesses);
  }
  return planted;
}

/** Accesses of a user to the resources within an hour, at even distances, at a time at which the user is at work. */
export function openWithinHour(
  ground: PlantingGround,
  user: number,
  resources: readonly number[],
  kind: string,
  random: MersenneTwister,
): LabelledAccess[] {
  const start = ground.timeFor(user, random);
  return resources.map((resource, i) =>
    ground.access(user, resource, start + Math.floor((i * millisecondsPerHour) / resources.length), kind),
  );
}

/** Resources of the tenant that a condition holds for. */
export function resourcesWhere({ resourceCount }: PlantingGround, holds: (resource: number) => boolean): number[] {
  return Array.from({ length: resourceCount }, (_, resource) => resource).filter(holds);
}

/** Resources of other communities, that nobody of the user's own uses, and the user has not opened. */
export function foreignResources(ground: PlantingGround, user: number): number[] {
  const own = ground.communityOfUser[user]!;
  return resourcesWhere(
    ground,
    (resource) =>
      ground.communityOfResource[resource]! >= 0 &&
      ground.communityOfResource[resource] !== own &&
      (own < 0 || ground.isForeignTo(own, resource)) &&
      ground.isNew(user, resource),
  );
}
