import type { Communities } from './communities';

/** Users that make a community one of the company, and not a few people on their own. */
const leastUsers = 3;

/** A group of users, and the resources that are theirs, as positions in the graph. */
export interface Community {
  readonly users: readonly number[];
  readonly resources: readonly number[];
}

export interface CommunityList {
  /** Those of at least three users and one resource. */
  readonly communities: readonly Community[];
  /** Position in `communities` of each user's and each resource's; -1 for those of none. */
  readonly ofUser: Int32Array;
  readonly ofResource: Int32Array;
}

/** The communities of users (left) and resources (right) that are large enough to be one, in the order of their users. */
export function listCommunities({ ofLeft, ofRight }: Communities): CommunityList {
  const all = new Map<number, { users: number[]; resources: number[] }>();
  const at = (label: number) => {
    const community = all.get(label) ?? { users: [], resources: [] };
    all.set(label, community);
    return community;
  };
  ofLeft.forEach((label, user) => {
    at(label).users.push(user);
  });
  ofRight.forEach((label, resource) => {
    at(label).resources.push(resource);
  });
  const kept = [...all].filter(([, { users, resources }]) => users.length >= leastUsers && resources.length > 0);
  const positionOf = new Map(kept.map(([label], position) => [label, position]));
  return {
    communities: kept.map(([, community]) => community),
    ofUser: ofLeft.map((label) => positionOf.get(label) ?? -1),
    ofResource: ofRight.map((label) => positionOf.get(label) ?? -1),
  };
}
