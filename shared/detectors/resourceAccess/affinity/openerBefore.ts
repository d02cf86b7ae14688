import { degree } from '../../../numerics/bipartiteGraph';
import type { Opener } from './signalMeter';
import type { Usage } from './usage';

/**
 * The user of a held-out pair as they would have been scored on its day: one of whom nothing was known before is as unknown
 * as whoever comes tomorrow, though training has a number for them.
 */
export function openerBefore({ graph }: Usage, tenant: number, user: number): Opener {
  return { tenant, user: degree(graph.pairs.leftOffsets, user) > 0 ? user : -1 };
}
