import { type BipartiteGraph, bipartiteGraph } from '../../../numerics/bipartiteGraph';
import type { Indexer } from '../../../numerics/indexer';
import { Vocabulary } from '../../../numerics/vocabulary';
import { packNames, type TenantNames } from '../nameTable';
import { resourceNameOf } from './resourceName';

/** Resources by something their names have in common, and who uses which group. */
export interface ResourceGroups {
  /** Groups of all tenants, in order. */
  readonly names: TenantNames;
  /** Group of each resource. */
  readonly groupOf: Int32Array;
  /** Users (left) and the groups of the resources they use (right). */
  readonly graph: BipartiteGraph;
}

/** Who uses what. Users and resources are numbered over all tenants, those of a tenant one after the other. */
export interface UsageGraph {
  /** Where each tenant's users start, and where the last one's end; the same of resources. */
  readonly userStarts: Int32Array;
  readonly resourceStarts: Int32Array;
  /** Users (left) and resources (right). */
  readonly pairs: BipartiteGraph;
  readonly servers: ResourceGroups;
  readonly families: ResourceGroups;
  /** 1 for each resource that is an administrative share. */
  readonly isAdministrative: Uint8Array;
}

/** Pairs of users and resources, ascending, each once. */
export interface UsagePairs {
  readonly users: Indexer;
  readonly resources: Indexer;
  readonly userOf: Int32Array;
  readonly resourceOf: Int32Array;
}

/** The groups of resources, whoever uses them. */
export type ResourceGrouping = Omit<ResourceGroups, 'graph'>;

export interface ResourceTraits {
  readonly servers: ResourceGrouping;
  readonly families: ResourceGrouping;
  readonly isAdministrative: Uint8Array;
}

/** What the names of resources tell. */
export function resourceTraits(resources: Indexer): ResourceTraits {
  const servers = new Vocabulary();
  const families = new Vocabulary();
  const isAdministrative = new Uint8Array(resources.values.length);
  const serverOf = new Int32Array(resources.values.length);
  const familyOf = new Int32Array(resources.values.length);
  resources.values.forEach((value, resource) => {
    const tenant = resources.partitions[resources.partitionOf[resource]!]!;
    const name = resourceNameOf(value);
    serverOf[resource] = servers.numberOf(tenant, name.server);
    familyOf[resource] = families.numberOf(tenant, name.family);
    isAdministrative[resource] = name.isAdministrative ? 1 : 0;
  });
  return { servers: grouping(serverOf, servers), families: grouping(familyOf, families), isAdministrative };
}

function grouping(numbers: Int32Array, vocabulary: Vocabulary): ResourceGrouping {
  const { indexer, positionOf } = vocabulary.order();
  const names = { starts: indexer.starts, names: packNames(indexer.values) };
  return { names, groupOf: numbers.map((number) => positionOf[number]!) };
}

export function usageGraph({ users, resources, userOf, resourceOf }: UsagePairs, traits: ResourceTraits): UsageGraph {
  const [userCount, resourceCount] = [users.values.length, resources.values.length];
  const pairs = bipartiteGraph(userOf, resourceOf, userCount, resourceCount);
  return {
    userStarts: users.starts,
    resourceStarts: resources.starts,
    pairs,
    servers: grouped(traits.servers, pairs),
    families: grouped(traits.families, pairs),
    isAdministrative: traits.isAdministrative,
  };
}

function grouped(resourceGrouping: ResourceGrouping, pairs: BipartiteGraph): ResourceGroups {
  const { groupOf, names } = resourceGrouping;
  const userCount = pairs.leftOffsets.length - 1;
  const lefts = new Int32Array(pairs.rightsOf.length);
  const rights = new Int32Array(pairs.rightsOf.length);
  let edges = 0;
  for (let user = 0; user < userCount; user++) {
    const own = pairs.rightsOf.subarray(pairs.leftOffsets[user], pairs.leftOffsets[user + 1]);
    const groups = own.map((resource) => groupOf[resource]!).sort();
    for (let i = 0; i < groups.length; i++) {
      if (i > 0 && groups[i] === groups[i - 1]) continue;
      lefts[edges] = user;
      rights[edges++] = groups[i]!;
    }
  }
  const groupCount = names.names.offsets.length - 1;
  return {
    groupOf,
    names,
    graph: bipartiteGraph(lefts.slice(0, edges), rights.slice(0, edges), userCount, groupCount),
  };
}
