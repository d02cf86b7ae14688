import { resourceAccess } from '../../shared/detectors/resourceAccess/detector';
import type { Screen } from './screen';
import { chance, shownName, tableLines } from './tableLines';
import type { World } from './world';

const shownCases = 5;
const longestExplanation = 400;

/** A user's day, as an analyst would look at it first. */
interface Case {
  readonly AnomalyScore: number;
  readonly PValue: number;
  readonly FirstAccess: string;
  readonly LastAccess: string;
  readonly User: string;
  readonly Resource: string;
  readonly AccessCount: number;
  readonly Explanation: string;
}

const latestCases = `
  SELECT * FROM (SELECT *, MAX(ScoredAt) FROM ${resourceAccess.table} WHERE Kind = 'case' GROUP BY RecordId)
  ORDER BY AnomalyScore DESC`;

/** Users' days that stand out in all that was opened for the first time in them, with why. */
export function showCases(world: World, screen: Screen): void {
  const cases = world.query(latestCases) as unknown as Case[];
  screen.line(
    `Users' days that the daily budget has room for (Kind = 'case'; chance: of a legitimate day to score as high)`,
  );
  if (cases.length === 0)
    screen.line('  none: no user opened several shares for the first time that tell more together');
  for (const shown of cases.slice(0, shownCases)) {
    const { FirstAccess, LastAccess, AnomalyScore, PValue, AccessCount, Explanation } = shown;
    const [line] = tableLines([
      [
        AnomalyScore.toFixed(2),
        chance(PValue),
        `${FirstAccess.slice(0, 16).replace('T', ' ')} to ${LastAccess.slice(11, 16)}`,
        shownName(shown.User),
        `${AccessCount} shares, ${shownName(shown.Resource)} the least to be expected`,
      ],
    ]);
    screen.line(line);
    if (Explanation !== '') screen.line(`    ${shownName(Explanation, longestExplanation)}`);
  }
  screen.line();
}
