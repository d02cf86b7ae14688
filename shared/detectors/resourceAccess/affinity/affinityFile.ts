import { type AdditiveModel, flatShape } from '../../../numerics/additiveLogistic';
import type { BipartiteGraph } from '../../../numerics/bipartiteGraph';
import type { TailCalibration } from '../../../numerics/tailCalibration';
import type { AccessAnomalyModel } from '../model';
import type { Section } from '../modelContainer';
import { ModelFileError } from '../modelFileError';
import type { ModelReader } from '../modelReader';
import { nameCount, type TenantNames } from '../nameTable';
import {
  type AffinityContent,
  type EncodedAdditive,
  type EncodedCalibration,
  isAffinityContent,
} from './affinityContent';
import type { AffinityModel, AffinityOdds, Expectation } from './affinityModel';
import { signalNames } from './signals';
import type { ResourceGroups } from './usageGraph';

/** The arrays of a model's affinities, by the names of their sections in its file. */
export function affinitySections({ graph, habits, ubiquitous }: AffinityModel): [string, Section][] {
  return [
    ...nameSections('affinity.ubiquitous', ubiquitous),
    ...graphSections('affinity.pairs', graph.pairs),
    ...groupSections('affinity.servers', graph.servers),
    ...groupSections('affinity.families', graph.families),
    ['affinity.isAdministrative', graph.isAdministrative],
    ['affinity.users.likeness', habits.users.likeness],
    ['affinity.users.newPairs', habits.users.newPairs],
    ['affinity.users.singleDayPairs', habits.users.singleDayPairs],
    ['affinity.users.isNew', habits.users.isNew],
    ['affinity.resources.cohesion', habits.resources.cohesion],
    ['affinity.tenants.newcomers', habits.tenants.newcomers],
    ['affinity.tenants.firstPairs', habits.tenants.firstPairs],
  ];
}

function graphSections(prefix: string, graph: BipartiteGraph): [string, Section][] {
  return [
    [`${prefix}.leftOffsets`, graph.leftOffsets],
    [`${prefix}.rightsOf`, graph.rightsOf],
    [`${prefix}.rightOffsets`, graph.rightOffsets],
    [`${prefix}.leftsOf`, graph.leftsOf],
  ];
}

function nameSections(prefix: string, { starts, names }: TenantNames): [string, Section][] {
  return [
    [`${prefix}.starts`, starts],
    [`${prefix}.names.offsets`, names.offsets],
    [`${prefix}.names.bytes`, names.bytes],
  ];
}

function groupSections(prefix: string, { names, groupOf, graph }: ResourceGroups): [string, Section][] {
  return [...nameSections(prefix, names), [`${prefix}.groupOf`, groupOf], ...graphSections(`${prefix}.graph`, graph)];
}

/** What of a model's affinities goes into the JSON of its file. What tenants share they share there too. */
export function affinityContent({ odds, expectations, habits, isTimed }: AffinityModel): AffinityContent {
  const distinctOdds = new Places<AffinityOdds>();
  const calibrations = new Places<TailCalibration>();
  const encoded = expectations.map(({ accesses, days, ...rates }, tenant) => ({
    odds: distinctOdds.of(odds[tenant]!),
    accesses: calibrations.of(accesses),
    days: days && calibrations.of(days),
    ...rates,
  }));
  return {
    odds: distinctOdds.items.map(({ pair, user }) => ({
      pair: encodeAdditive(pair),
      user: user && encodeAdditive(user),
    })),
    strangers: [...habits.tenants.likeness],
    calibrations: calibrations.items.map(({ quantileScores, tail }) => ({ quantiles: [...quantileScores], tail })),
    expectations: encoded,
    isTimed,
  };
}

/** Things in the order in which they were first asked for. */
class Places<T> {
  readonly #places = new Map<T, number>();

  of(item: T): number {
    const place = this.#places.get(item) ?? this.#places.size;
    this.#places.set(item, place);
    return place;
  }

  get items(): T[] {
    return [...this.#places.keys()];
  }
}

/** @throws ModelFileError if a part is missing, or contradicts the model's other parts. */
export function readAffinity(
  content: unknown,
  { tenants, users, resources }: AccessAnomalyModel,
  read: ModelReader,
  file: string,
): AffinityModel {
  const counts = [nameCount(tenants), nameCount(users.names), nameCount(resources.names)] as const;
  const [tenantCount, userCount, resourceCount] = counts;
  if (!isAffinityContent(content, tenantCount)) throw new ModelFileError(file, 'has affinities that cannot be read');
  // Signals are logarithms of products of factors, among others.
  read.ensureAmounts('users.factors');
  read.ensureAmounts('resources.factors');
  const calibrations = content.calibrations.map(decodeCalibration);
  const odds = content.odds.map(({ pair, user }) => ({
    pair: decodeAdditive(pair),
    user: user && decodeAdditive(user),
  }));
  return {
    graph: {
      userStarts: users.starts,
      resourceStarts: resources.starts,
      pairs: read.graph('affinity.pairs', userCount, resourceCount),
      servers: readGroups('affinity.servers', counts, read),
      families: readGroups('affinity.families', counts, read),
      isAdministrative: read.flags('affinity.isAdministrative', resourceCount),
    },
    habits: {
      users: {
        likeness: read.amounts('affinity.users.likeness', userCount),
        newPairs: read.counts('affinity.users.newPairs', userCount),
        singleDayPairs: read.counts('affinity.users.singleDayPairs', userCount),
        isNew: read.flags('affinity.users.isNew', userCount),
      },
      resources: { cohesion: read.amounts('affinity.resources.cohesion', resourceCount) },
      tenants: {
        likeness: Float64Array.from(content.strangers),
        newcomers: read.counts('affinity.tenants.newcomers', tenantCount),
        firstPairs: read.counts('affinity.tenants.firstPairs', tenantCount),
      },
    },
    odds: content.expectations.map(({ odds: place }) => odds[place]!),
    expectations: content.expectations.map(
      ({ accesses, days, accessesPerDay, userDaysPerDay }): Expectation => ({
        accesses: calibrations[accesses]!,
        days: days === null ? null : calibrations[days]!,
        accessesPerDay,
        userDaysPerDay,
      }),
    ),
    ubiquitous: read.tenantNames('affinity.ubiquitous', tenantCount),
    isTimed: content.isTimed,
  };
}

function readGroups(
  prefix: string,
  [tenantCount, userCount, resourceCount]: readonly [number, number, number],
  read: ModelReader,
): ResourceGroups {
  const names = read.tenantNames(prefix, tenantCount);
  const groupCount = nameCount(names.names);
  const groupOf = read.positions(`${prefix}.groupOf`, groupCount, resourceCount);
  return { names, groupOf, graph: read.graph(`${prefix}.graph`, userCount, groupCount) };
}

function encodeAdditive({ intercept, shapes }: AdditiveModel): EncodedAdditive {
  const encoded = signalNames.map((name, i) => {
    const { knots, slopes, ...shape } = shapes[i]!;
    return [name, { ...shape, knots: [...knots], slopes: [...slopes] }];
  });
  return { intercept, shapes: Object.fromEntries(encoded) };
}

function decodeAdditive({ intercept, shapes }: EncodedAdditive): AdditiveModel {
  const decoded = signalNames.map((name) => {
    const encoded = shapes[name];
    if (encoded === undefined) return flatShape;
    const { knots, slopes, ...shape } = encoded;
    return { ...shape, knots: Float64Array.from(knots), slopes: Float64Array.from(slopes) };
  });
  return { intercept, shapes: decoded };
}

function decodeCalibration({ quantiles, tail }: EncodedCalibration): TailCalibration {
  return { quantileScores: Float64Array.from(quantiles), tail };
}
