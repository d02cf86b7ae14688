import { resourceAccess } from '../../shared/detectors/resourceAccess/detector';
import { pairKey, type Rows } from './rowSource';
import type { Screen } from './screen';
import type { World } from './world';

const shownFindings = 15;

/** The columns of a finding that an analyst looks at first. */
interface Finding {
  readonly AnomalyScore: number | null;
  readonly TimeStamp: string;
  readonly User: string;
  readonly Resource: string;
  readonly IpAddress: string;
  readonly Reason: string;
}

/** The most anomalous findings of the result table and, where the planted ones are known, how they stand. */
export function showFindings(world: World, { planted }: Rows, screen: Screen): void {
  const { table } = resourceAccess;
  // A finding delivered twice has one RecordId; SQLite takes the other columns from the row of the maximum.
  const findings = world.query(
    `SELECT *, MAX(ScoredAt) FROM ${table} GROUP BY RecordId ORDER BY AnomalyScore DESC NULLS LAST`,
  ) as unknown as Finding[];
  const isPlanted = ({ User: user, Resource: resource }: Finding) => planted.has(pairKey({ user, resource }));
  screen.line();
  screen.line(`Top findings in ${table}${planted.size > 0 ? ' (* planted: an access that does not belong)' : ''}`);
  const lines = findings
    .slice(0, shownFindings)
    .map((finding) => [
      isPlanted(finding) ? '*' : ' ',
      finding.AnomalyScore?.toFixed(2) ?? '-',
      finding.TimeStamp.slice(0, 16).replace('T', ' '),
      finding.User,
      finding.Resource,
      finding.IpAddress,
      finding.Reason,
    ]);
  for (const line of aligned([['', 'score', 'when (UTC)', 'who', 'what', 'from', 'reason'], ...lines]))
    screen.line(line);
  screen.line();
  if (planted.size === 0) return;
  const highestOrdinary = Math.max(...findings.filter((finding) => !isPlanted(finding)).map(scoreOf));
  const above = findings.filter((finding) => isPlanted(finding) && scoreOf(finding) > highestOrdinary).length;
  screen.line(`${above} of ${planted.size} planted accesses score above every other access`);
}

function scoreOf({ AnomalyScore }: Finding): number {
  return AnomalyScore ?? Number.NEGATIVE_INFINITY;
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')}`.trimEnd());
}
