import type { PairTable } from '../trainingSet';
import type { HeldOutPairs } from './heldOut';

/** As many of the held-out pairs at least come again on another day where accesses are of habit. */
const leastRecurring = 0.01;

/**
 * Whether days tell of habits: pairs carry time, and some come again. Where none ever does, as in a graph whose edges
 * were given days, days to come are like those before, and who is behind the next pair says as much as what it is.
 */
export function daysShowHabits({ returnDays }: PairTable, { isHeldOut, count, isTimed }: HeldOutPairs): boolean {
  if (!isTimed) return false;
  let missing = leastRecurring * count;
  for (let pair = 0; missing > 0 && pair < isHeldOut.length; pair++) {
    if (isHeldOut[pair] === 1 && returnDays[pair]! >= 0) missing--;
  }
  return missing <= 0;
}
