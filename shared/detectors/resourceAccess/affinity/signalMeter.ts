import { degree } from '../../../numerics/bipartiteGraph';
import { LikenessMeter } from './likenessMeter';
import { factorsOfNewcomer } from './newcomerFactors';
import { signalCount } from './signals';
import type { Usage } from './usage';

/** Where a resource stands in the graph; -1 for what the graph does not hold. */
export interface ResourcePlace {
  readonly resource: number;
  readonly server: number;
  readonly family: number;
  readonly isAdministrative: boolean;
}

/** Who opens something: a tenant, a user of it or -1, and what they have opened beside what the graph knows. */
export interface Opener {
  readonly tenant: number;
  readonly user: number;
  readonly opened?: readonly ResourcePlace[];
}

/** Keeps logarithms of products of factors, and of likenesses, finite. */
const factorFloor = 0.02;
const likenessFloor = 0.001;
const similarityFloor = 0.02;

/** The share of resources opened on a single day is as if there were so many more, and so many of them of that kind. */
const prior = { resources: 4, ofSingleDay: 1 };

/** Where the signals are measured that are of the user alone. */
export const nowhere: ResourcePlace = { resource: -1, server: -1, family: -1, isAdministrative: false };

/** Measures the signals of accesses, user by user. */
export class SignalMeter {
  readonly #usage: Usage;
  readonly #likeness: LikenessMeter;
  #user = -1;
  #stranger = 0;
  #opened: readonly ResourcePlace[] = [];
  /** Where the user at hand is not known, factors from what they opened. */
  #newcomerFactors: Float32Array | null = null;

  constructor(usage: Usage) {
    this.#usage = usage;
    this.#likeness = new LikenessMeter(usage.graph);
  }

  /** Looks at the accesses of a user from now on. */
  turnTo({ tenant, user, opened = [] }: Opener): void {
    this.#user = user;
    this.#stranger = this.#usage.tenants.likeness[tenant] ?? 0;
    this.#opened = opened;
    const known = opened.flatMap(({ resource }) => (resource < 0 ? [] : [resource]));
    this.#likeness.turnTo(user, known);
    this.#newcomerFactors = user < 0 ? factorsOfNewcomer(this.#usage, known) : null;
  }

  /** The likeness of the user at hand to another. */
  likenessTo(other: number): number {
    return this.#likeness.to(other);
  }

  /** Writes the {@link signalCount} signals of an access to `place` by the user at hand. */
  measure(place: ResourcePlace, signals: Float64Array, at = 0): void {
    const { graph, users, resources } = this.#usage;
    const { resource, server, family, isAdministrative } = place;
    const stranger = this.#stranger;
    const peers = this.#likeness.toUsersOf(graph.pairs, resource, stranger);
    const serverPeers = this.#likeness.toUsersOf(graph.servers.graph, server, stranger);
    const familyPeers = this.#likeness.toUsersOf(graph.families.graph, family, stranger);
    const own = this.#countOwn(place);
    const likeness = this.#user < 0 ? stranger : users.likeness[this.#user]!;
    const cohesion = resource < 0 ? stranger : resources.cohesion[resource]!;
    const values = [
      Math.log(factorFloor + this.#product(resource)),
      Math.log(likenessFloor + peers.mean),
      Math.log(likenessFloor + peers.sum),
      Math.log(likenessFloor + peers.closest),
      Math.log(similarityFloor + (this.#likeness.mostSimilarResource(resource)?.similarity ?? 0)),
      Math.log(likenessFloor + serverPeers.mean),
      Math.log1p(own.onServer),
      Math.log(likenessFloor + familyPeers.mean),
      Math.log1p(own.inFamily),
      Math.log1p(resource < 0 ? 0 : degree(graph.pairs.rightOffsets, resource)),
      Math.log1p(own.count),
      Math.log1p(this.#user < 0 ? 0 : users.newPairs[this.#user]!),
      this.#singleDayShare(),
      isAdministrative ? 1 : 0,
      isAdministrative ? Math.log1p(own.administrative) : 0,
      Math.log(likenessFloor + likeness),
      Math.log(likenessFloor + cohesion),
    ];
    for (let i = 0; i < signalCount; i++) signals[at + i] = values[i]!;
  }

  /** What the user at hand uses, and how much of it is on the server, or in the family, of a place. */
  #countOwn({ server, family }: ResourcePlace) {
    const { pairs, servers, families, isAdministrative } = this.#usage.graph;
    const own = { count: this.#opened.length, onServer: 0, inFamily: 0, administrative: 0 };
    for (const opened of this.#opened) {
      if (server >= 0 && opened.server === server) own.onServer++;
      if (family >= 0 && opened.family === family) own.inFamily++;
      if (opened.isAdministrative) own.administrative++;
    }
    if (this.#user < 0) return own;
    const [from, end] = [pairs.leftOffsets[this.#user]!, pairs.leftOffsets[this.#user + 1]!];
    own.count += end - from;
    for (let edge = from; edge < end; edge++) {
      const resource = pairs.rightsOf[edge]!;
      // Nothing the graph holds is of a place -1.
      if (servers.groupOf[resource] === server) own.onServer++;
      if (families.groupOf[resource] === family) own.inFamily++;
      own.administrative += isAdministrative[resource]!;
    }
    return own;
  }

  #singleDayShare(): number {
    const { graph, users } = this.#usage;
    const isKnown = this.#user >= 0;
    const ofSingleDay = isKnown ? users.singleDayPairs[this.#user]! : 0;
    const resources = isKnown ? degree(graph.pairs.leftOffsets, this.#user) : 0;
    return (ofSingleDay + prior.ofSingleDay) / (resources + prior.resources);
  }

  #product(resource: number): number {
    const { factors, rank } = this.#usage;
    const own = this.#user < 0 ? this.#newcomerFactors : factors.users;
    if (own === null || resource < 0) return 0;
    const [from, ofResource] = [Math.max(0, this.#user) * rank, resource * rank];
    let product = 0;
    for (let i = 0; i < rank; i++) product += own[from + i]! * factors.items[ofResource + i]!;
    return product;
  }
}

/** @param resource -1 for none */
export function placeOf({ graph }: Pick<Usage, 'graph'>, resource: number): ResourcePlace {
  if (resource < 0) return nowhere;
  return {
    resource,
    server: graph.servers.groupOf[resource]!,
    family: graph.families.groupOf[resource]!,
    isAdministrative: graph.isAdministrative[resource] === 1,
  };
}
