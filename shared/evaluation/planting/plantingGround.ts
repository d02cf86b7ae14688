import type { Access } from '../../events/access';
import { bareShare, foldCase } from '../../events/identity';
import { degree } from '../../numerics/bipartiteGraph';
import type { MersenneTwister } from '../../numerics/mersenneTwister';
import { type AccessGraph, accessGraph, resourceAt, resourcesOf, userAt, usersOf } from '../accessGraph';
import type { LabelledAccess } from '../labelledAccess';
import { communitiesOf } from './communities';
import { type Community, listCommunities } from './communityList';
import { pick } from './draw';
import { serviceAccounts } from './serviceAccounts';

const millisecondsPerHour = 3_600_000;
const millisecondsPerDay = 24 * millisecondsPerHour;

/** Resources with more than this share of all users, and this many, belong to nobody: they are the company's. */
const widestShare = 0.2;
const widestCount = 5;
/** Who uses more than this share of all resources, and this many, is no ordinary person. */
const greatestReach = 0.2;
const greatestReachCount = 10;
/** What the rules of planting know of one tenant. All of it but the times comes from training. */
export class PlantingGround {
  readonly graph: AccessGraph;
  /** Communities of at least three users and one resource. */
  readonly communities: readonly Community[];
  /** Position in `communities` of each user's and each resource's; -1 for those of none. */
  readonly communityOfUser: Int32Array;
  readonly communityOfResource: Int32Array;
  /** People who use at least two resources, and no more than a fifth of all, or ten. */
  readonly ordinaryUsers: readonly number[];
  readonly serviceAccounts: readonly number[];
  /** Days of the test window on which anybody opens anything. */
  readonly testDays: number;

  readonly #accessOfUser: readonly Access[];
  readonly #accessOfResource: readonly Access[];
  readonly #testTimes: Float64Array;
  readonly #testTimesOfUser = new Map<number, number[]>();
  /** user * resources + resource, of every pair of the test window. */
  readonly #taken = new Set<number>();

  /** @param training and `test`, accesses of one tenant, at least one of each */
  constructor(training: readonly Access[], test: readonly Access[]) {
    this.graph = accessGraph(training);
    this.#accessOfUser = firstAccesses(training, (access) => userAt(this.graph, access));
    this.#accessOfResource = firstAccesses(training, (access) => resourceAt(this.graph, access));
    this.#testTimes = Float64Array.from(test, ({ time }) => time);
    this.testDays = new Set(this.#testTimes.map((time) => Math.floor(time / millisecondsPerDay))).size;
    for (const access of test) this.#take(access);

    const { communities, ofUser, ofResource } = listCommunities(communitiesOf(this.graph, this.#mostUsers));
    this.communities = communities;
    this.communityOfUser = ofUser;
    this.communityOfResource = ofResource;

    const isService = serviceAccounts(this.graph, training);
    const users = [...isService.keys()];
    this.serviceAccounts = users.filter((user) => isService[user] === 1);
    this.ordinaryUsers = users.filter((user) => isService[user] === 0 && this.#isOrdinary(user));
  }

  get userCount(): number {
    return this.graph.users.values.length;
  }

  get resourceCount(): number {
    return this.graph.resources.values.length;
  }

  /** Whether nobody of the community used the resource in training. */
  isForeignTo(community: number, resource: number): boolean {
    return usersOf(this.graph, resource).every((user) => this.communityOfUser[user] !== community);
  }

  /** Whether the pair is in neither training nor the test window, planted ones included. */
  isNew(user: number, resource: number): boolean {
    return !resourcesOf(this.graph, user).includes(resource) && !this.#taken.has(this.#pairOf(user, resource));
  }

  /** The server of a resource, case-folded; `""` where it has none. */
  serverOf(resource: number): string {
    return foldCase(this.#accessOfResource[resource]!.computer);
  }

  /** The share's own name, case-folded: `c$`. */
  shareOf(resource: number): string {
    return foldCase(bareShare(this.#accessOfResource[resource]!.shareName));
  }

  /** Whether so many use a resource that it is the company's. */
  isWide(resource: number): boolean {
    return degree(this.graph.rightOffsets, resource) > this.#mostUsers;
  }

  /** A time at which the user is at work in the test window, up to half an hour after an access; or anybody is. */
  timeFor(user: number, random: MersenneTwister): number {
    const time = pick(this.#testTimesOfUser.get(user) ?? this.#testTimes, random)!;
    const dayEnd = (Math.floor(time / millisecondsPerDay) + 1) * millisecondsPerDay;
    return Math.min(time + random.integerBelow(millisecondsPerHour / 2), dayEnd - millisecondsPerHour);
  }

  /** An access of the user to the resource as either would be written; from now on the pair is not new. */
  access(user: number, resource: number, time: number, kind: string): LabelledAccess {
    this.#taken.add(this.#pairOf(user, resource));
    const { user: name, ipAddress } = this.#accessOfUser[user]!;
    return { kind, access: { ...this.#accessOfResource[resource]!, user: name, ipAddress, time, itemId: '' } };
  }

  /** An access of an account that did not exist before. */
  accessOfNew(name: string, resource: number, time: number, kind: string): LabelledAccess {
    return { kind, access: { ...this.#accessOfResource[resource]!, user: name, time, itemId: '' } };
  }

  /** Most users a resource of a community has. */
  get #mostUsers(): number {
    return Math.max(widestCount, widestShare * this.userCount);
  }

  #take(access: Access): void {
    const user = userAt(this.graph, access);
    const resource = resourceAt(this.graph, access);
    if (user < 0) return;
    const times = this.#testTimesOfUser.get(user) ?? [];
    times.push(access.time);
    this.#testTimesOfUser.set(user, times);
    if (resource >= 0) this.#taken.add(this.#pairOf(user, resource));
  }

  #pairOf(user: number, resource: number): number {
    return user * this.resourceCount + resource;
  }

  #isOrdinary(user: number): boolean {
    const used = resourcesOf(this.graph, user).length;
    return used >= 2 && used <= Math.max(greatestReachCount, greatestReach * this.resourceCount);
  }
}

function firstAccesses(accesses: readonly Access[], positionOf: (access: Access) => number): Access[] {
  const first: Access[] = [];
  for (const access of accesses) first[positionOf(access)] ??= access;
  return first;
}
