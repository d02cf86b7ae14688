import type { IntegerSource } from '../../../numerics/complementSampling';
import { evenSample } from '../../../numerics/evenSample';
import { LikenessMeter } from './likenessMeter';
import type { ResourceHabits, TenantHabits, UserHabits } from './usage';
import type { UsageGraph } from './usageGraph';
import { windowOf } from './window';

/** Days, up to the last one learned from, in which a resource that is new to a user counts as a recent one. */
const noveltyDays = 10;
/** A user is new in so many days after the first, the first included. */
const newcomerDays = 4;
/** Who is first seen later in the window than so many days did not just have days off before. */
const settlingDays = 7;
const strangersPerUser = 32;
const membersPerResource = 6;
const othersPerMember = 16;

/** When each pair of a graph was seen, in its order of pairs. */
export interface PairHistory {
  /** Days since 1970; -1 where accesses carry no time. */
  readonly firstDays: Int32Array;
  /** On which day the user came back; -1 where there was none, or accesses carry no time. */
  readonly returnDays: Int32Array;
}

export interface Habits {
  readonly users: UserHabits;
  readonly resources: ResourceHabits;
  readonly tenants: TenantHabits;
}

/** @param random draws the strangers that users are compared with. */
export function measureHabits(graph: UsageGraph, history: PairHistory, random: IntegerSource): Habits {
  const news = countNews(graph, history);
  const meter = new LikenessMeter(graph);
  const likeness = likenessToStrangers(graph, meter, random);
  return {
    users: {
      likeness: likeness.users,
      newPairs: news.newPairs,
      singleDayPairs: news.singleDayPairs,
      isNew: news.isNew,
    },
    resources: { cohesion: cohesions(graph, meter, likeness.tenants) },
    tenants: { likeness: likeness.tenants, newcomers: news.newcomersOfTenant, firstPairs: news.firstPairsOfTenant },
  };
}

/** Who and what was new when. */
function countNews({ pairs, userStarts }: UsageGraph, { firstDays, returnDays }: PairHistory) {
  const userCount = pairs.leftOffsets.length - 1;
  const newPairs = new Int32Array(userCount);
  const singleDayPairs = new Int32Array(userCount);
  const isNew = new Uint8Array(userCount);
  const newcomersOfTenant = new Int32Array(userStarts.length - 1);
  const firstPairsOfTenant = new Int32Array(userStarts.length - 1);
  const counted = { newPairs, singleDayPairs, isNew, newcomersOfTenant, firstPairsOfTenant };
  for (let tenant = 0; tenant < newcomersOfTenant.length; tenant++) {
    const [firstUser, endUser] = [userStarts[tenant]!, userStarts[tenant + 1]!];
    const { firstDay, lastDay, days } = windowOf(
      firstDays.subarray(pairs.leftOffsets[firstUser], pairs.leftOffsets[endUser]),
    );
    if (days === 0) continue;
    const everybody = { arrived: 0, firstPairs: 0 };
    for (let user = firstUser; user < endUser; user++) {
      const [from, end] = [pairs.leftOffsets[user]!, pairs.leftOffsets[user + 1]!];
      if (from === end) continue;
      const arrival = firstDays.subarray(from, end).reduce((least, day) => Math.min(least, day));
      const isNewcomer = arrival > firstDay + settlingDays;
      if (isNewcomer && arrival > lastDay - newcomerDays) isNew[user] = 1;
      let ofArrivalDay = 0;
      for (let pair = from; pair < end; pair++) {
        // Of pairs of before the held-out days, a return may be of after.
        const hasReturned = returnDays[pair]! >= 0 && returnDays[pair]! <= lastDay;
        if (firstDays[pair]! >= 0 && !hasReturned) singleDayPairs[user]!++;
        const isOfArrival = isNewcomer && firstDays[pair]! < arrival + newcomerDays;
        if (firstDays[pair] === arrival) ofArrivalDay++;
        if (!isOfArrival && firstDays[pair]! > lastDay - noveltyDays) newPairs[user]!++;
      }
      everybody.arrived++;
      everybody.firstPairs += ofArrivalDay;
      if (!isNewcomer) continue;
      newcomersOfTenant[tenant]!++;
      firstPairsOfTenant[tenant]! += ofArrivalDay;
    }
    // Where nobody came, everybody's first day tells how much one day brings.
    if (newcomersOfTenant[tenant] === 0) {
      newcomersOfTenant[tenant] = everybody.arrived;
      firstPairsOfTenant[tenant] = everybody.firstPairs;
    }
  }
  return counted;
}

function likenessToStrangers({ userStarts }: UsageGraph, meter: LikenessMeter, random: IntegerSource) {
  const users = new Float32Array(userStarts.at(-1)!);
  const tenants = new Float64Array(userStarts.length - 1);
  for (let tenant = 0; tenant < tenants.length; tenant++) {
    const [first, count] = [userStarts[tenant]!, userStarts[tenant + 1]! - userStarts[tenant]!];
    if (count < 2) continue;
    for (let user = first; user < first + count; user++) {
      meter.turnTo(user);
      let sum = 0;
      for (let draw = 0; draw < strangersPerUser; draw++) {
        // One of the others, each with the same chance.
        const other = first + random.integerBelow(count - 1);
        sum += meter.to(other < user ? other : other + 1);
      }
      users[user] = sum / strangersPerUser;
      tenants[tenant]! += users[user]! / count;
    }
  }
  return { users, tenants };
}

function cohesions({ pairs, resourceStarts }: UsageGraph, meter: LikenessMeter, strangers: Float64Array): Float32Array {
  const { rightOffsets, leftsOf } = pairs;
  const cohesion = new Float32Array(rightOffsets.length - 1);
  for (let tenant = 0; tenant < strangers.length; tenant++) {
    for (let resource = resourceStarts[tenant]!; resource < resourceStarts[tenant + 1]!; resource++) {
      const users = leftsOf.subarray(rightOffsets[resource], rightOffsets[resource + 1]);
      let [sum, count] = [strangers[tenant]!, 1];
      for (const member of evenSample(users, membersPerResource)) {
        meter.turnTo(member);
        for (const other of evenSample(users, othersPerMember)) {
          if (other === member) continue;
          sum += meter.to(other);
          count++;
        }
      }
      cohesion[resource] = sum / count;
    }
  }
  return cohesion;
}
