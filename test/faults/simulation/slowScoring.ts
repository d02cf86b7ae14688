import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import type { VirtualTime } from '../world/virtualTime';

const { score } = resourceAccess;

/**
 * Makes each score take time, during which the process does nothing else.
 *
 * @param milliseconds asked for each score
 */
export function slowScoring(time: VirtualTime, milliseconds: () => number): void {
  resourceAccess.score = (model, access) => {
    const duration = milliseconds();
    if (duration > 0) time.pass(duration);
    return score(model, access);
  };
}

export function normalScoring(): void {
  resourceAccess.score = score;
}
