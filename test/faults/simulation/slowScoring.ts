import { resourceAccessScoring } from '../../../shared/detectors/resourceAccess/scoring';
import type { VirtualTime } from '../world/virtualTime';

const { score } = resourceAccessScoring;

/**
 * Makes each score take time, during which the process does nothing else.
 *
 * @param milliseconds asked for each score
 */
export function slowScoring(time: VirtualTime, milliseconds: () => number): void {
  resourceAccessScoring.score = (model, access) => {
    const duration = milliseconds();
    if (duration > 0) time.pass(duration);
    return score(model, access);
  };
}

export function normalScoring(): void {
  resourceAccessScoring.score = score;
}
