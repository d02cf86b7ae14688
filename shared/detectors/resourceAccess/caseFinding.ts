import type { AccessGroup, DayScore, Explanation, FindingContext } from '../detector';
import type { ResultRow } from './columns';
import { describeFinding } from './finding';

/** A row tells no more accesses than this, or they would not fit: those of the highest scores. */
const maxAccesses = 100;

/**
 * The result row of what a user opened for the first time in a UTC day. The access that was least to be expected lends it
 * resource, server and client.
 *
 * @param accesses as they were scored, in the order of time
 * @throws RangeError where the day has not a step for each access
 */
export function describeCase(
  accesses: AccessGroup,
  day: DayScore,
  explanation: Explanation,
  context: FindingContext,
): ResultRow {
  const { steps } = day;
  if (steps.length !== accesses.length) {
    throw new RangeError(`A day of ${accesses.length} accesses has ${steps.length} steps.`);
  }
  const scoreAt = (index: number) => steps[index]!.score;
  const byScore = [...steps.keys()].sort((a, b) => scoreAt(b) - scoreAt(a));
  const told = byScore.slice(0, maxAccesses).sort((a, b) => a - b);
  const leftOut = byScore.length - told.length;
  const reasons = {
    ...explanation.reasons,
    accesses: told.map((index) => {
      const { resource, time } = accesses[index]!;
      return { resource, time: new Date(time).toISOString(), ...steps[index] };
    }),
    ...(leftOut > 0 && { accessesLeftOut: leftOut }),
  };
  const { resource, computer, shareName, ipAddress } = accesses[byScore[0]!]!;
  return {
    ...describeFinding(accesses, { ...day, reason: 'case' }, { ...explanation, reasons }, context),
    Kind: 'case',
    Resource: resource,
    Computer: computer,
    ShareName: shareName,
    IpAddress: ipAddress,
  };
}
