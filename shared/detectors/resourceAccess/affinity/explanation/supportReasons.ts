import { nameAt } from '../../nameTable';
import type { AffinityScoredModel } from '../affinityAccess';
import type { AccessFacts } from './accessFacts';
import { shortName } from './shortName';

const namedResources = 5;

/** One of the user's resources, and what it adds to the factors' prediction for the one opened. */
interface NamedContribution {
  readonly resource: string;
  readonly contribution: number;
}

/** What of the user's own resources speaks for an access. Parts that there are not are left out. */
export interface SupportReasons {
  /** The most similar of the user's resources, by who uses both. */
  readonly similarResource?: { readonly resource: string; readonly similarity: number };
  readonly factor?: {
    readonly prediction: number;
    /** The prediction less the contributions of all of the user's resources. */
    readonly remainder: number;
    /** Always true: the user's ratings are not kept, and all count as one. */
    readonly approximate: boolean;
    /** Those that contribute most, the greatest first. */
    readonly most: readonly NamedContribution[];
    /** Of the others those that contribute least, the least first. */
    readonly least: readonly NamedContribution[];
  };
}

export function supportReasons(model: AffinityScoredModel, { opener, similar, support }: AccessFacts): SupportReasons {
  const nameOf = (resource: number) => shortName(nameAt(model.resources.names, resource));
  const { leftOffsets, rightsOf } = model.affinity.graph.pairs;
  const named = (place: number): NamedContribution => ({
    resource: nameOf(rightsOf[leftOffsets[opener.user]! + place]!),
    contribution: support!.contributions[place]!,
  });
  const falling = placesByContribution(support?.contributions ?? new Float64Array(0));
  return {
    ...(similar && { similarResource: { resource: nameOf(similar.resource), similarity: similar.similarity } }),
    ...(support && {
      factor: {
        prediction: support.prediction,
        remainder: support.remainder,
        approximate: true,
        most: falling.slice(0, namedResources).map(named),
        least: falling.slice(namedResources).slice(-namedResources).reverse().map(named),
      },
    }),
  };
}

/** Places of contributions, that of the greatest first. */
export function placesByContribution(contributions: Float64Array): number[] {
  return [...contributions.keys()].sort((one, other) => contributions[other]! - contributions[one]! || one - other);
}
