import { resourceAccess } from '../../shared/detectors/resourceAccess/detector';
import { pairKey, type Rows } from './rowSource';
import type { Screen } from './screen';
import { chance, shownName, tableLines } from './tableLines';
import type { World } from './world';

const shownFindings = 20;
const explainedFindings = 5;
const longestExplanation = 400;

/** Findings of one user on one resource, as an analyst would look at them first. */
interface FindingsOfPair {
  readonly AnomalyScore: number | null;
  readonly PValue: number | null;
  readonly Explanation: string;
  readonly FirstAccess: string;
  readonly User: string;
  readonly Resource: string;
  readonly IpAddress: string;
  readonly Reason: string;
  readonly Accesses: number;
}

/** A finding that was delivered twice has one RecordId; SQLite takes the other columns from the row of the maximum. */
const findingsByPair = `
  SELECT MAX(AnomalyScore) AS AnomalyScore, PValue, Explanation, MIN(FirstAccess) AS FirstAccess, User, Resource, IpAddress, Reason,
    SUM(AccessCount) AS Accesses
  FROM (SELECT *, MAX(ScoredAt) FROM ${resourceAccess.table} WHERE Kind = 'access' GROUP BY RecordId)
  GROUP BY TenantKey, User, Resource ORDER BY MAX(AnomalyScore) DESC NULLS LAST`;

/**
 * The most anomalous findings of the result table and, where the planted ones are known, how they stand.
 * @returns whether nine of ten planted accesses stand above every other access.
 */
export function showFindings(world: World, { planted }: Rows, screen: Screen): boolean {
  const findings = world.query(findingsByPair) as unknown as FindingsOfPair[];
  const isPlanted = ({ User: user, Resource: resource }: FindingsOfPair) => planted.has(pairKey({ user, resource }));
  screen.line();
  screen.line(
    `Top findings in ${resourceAccess.table}${planted.size > 0 ? ' (* planted: an access that does not belong)' : ''}`,
  );
  const lines = findings
    .slice(0, shownFindings)
    .map((finding) => [
      isPlanted(finding) ? '*' : ' ',
      finding.AnomalyScore?.toFixed(2) ?? '-',
      chance(finding.PValue),
      finding.Reason,
      finding.FirstAccess.slice(0, 16).replace('T', ' '),
      shownName(finding.User),
      shownName(finding.Resource),
      finding.IpAddress,
      String(finding.Accesses),
    ]);
  const titles = ['', 'score', 'chance', 'reason', 'first (UTC)', 'who', 'what', 'from', 'times'];
  if (lines.length === 0) screen.line('  none: no row of the streamed day is an access that stands out');
  else for (const line of tableLines([titles, ...lines])) screen.line(line);
  screen.line();
  showExplanations(findings, screen);
  if (planted.size === 0) return true;
  const highestOrdinary = Math.max(...findings.filter((finding) => !isPlanted(finding)).map(scoreOf));
  const above = findings.filter((finding) => isPlanted(finding) && scoreOf(finding) > highestOrdinary).length;
  screen.line(`${above} of ${planted.size} planted accesses score above every other access`);
  screen.line();
  return above >= 0.9 * planted.size;
}

/** Why the strangest are strange. The original scorer gives no reasons. */
function showExplanations(findings: readonly FindingsOfPair[], screen: Screen): void {
  const explanations = findings
    .slice(0, explainedFindings)
    .map(({ Explanation }) => Explanation)
    .filter((explanation) => explanation !== '');
  if (explanations.length === 0) return;
  screen.line('Why the strangest of them are findings (Reasons has the numbers behind each sentence)');
  for (const explanation of explanations) screen.line(`  - ${shownName(explanation, longestExplanation)}`);
  screen.line();
}

function scoreOf({ AnomalyScore }: FindingsOfPair): number {
  return AnomalyScore ?? Number.NEGATIVE_INFINITY;
}
