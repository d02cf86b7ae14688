import { accessGraph, resourceAt, resourcesOf, userAt, usersOf } from '../accessGraph';
import type { CandidateScorer } from '../candidate';

/** What an unknown user or resource counts for: half a pair. */
const ofUnknown = 0.5;

/**
 * Nothing but how much a user uses and how much a resource is used: -ln(a b / m), where the user uses `a` resources, the
 * resource has `b` users and the tenant `m` pairs. a b / m is how many pairs of the two to expect if everybody kept
 * their numbers and chose at random (the configuration model; Newman 2010, 13.2). It always has a score.
 */
export const popularity: CandidateScorer = {
  name: 'popularity',
  fit(training) {
    const graph = accessGraph(training);
    const { starts, partitions } = graph.users;
    const pairsOf = new Map(
      partitions.map((tenant, at) => [tenant, graph.leftOffsets[starts[at + 1]!]! - graph.leftOffsets[starts[at]!]!]),
    );
    return {
      score(access) {
        const user = userAt(graph, access);
        const resource = resourceAt(graph, access);
        const used = user < 0 ? ofUnknown : resourcesOf(graph, user).length;
        const usedBy = resource < 0 ? ofUnknown : usersOf(graph, resource).length;
        return Math.log(pairsOf.get(access.tenant) ?? 1) - Math.log(used * usedBy);
      },
    };
  },
};
