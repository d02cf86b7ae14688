import type { Explanation, Score } from '../../../shared/detectors/detector';
import type {
  AccessReasons,
  ScoreReasons,
} from '../../../shared/detectors/resourceAccess/affinity/explanation/accessReasons';
import { tableText } from '../../../shared/text/tableText';
import { contributionBars } from './contributionBars';
import { signed } from './signed';

type Reasons = ScoreReasons | AccessReasons;

/** An explanation as lines for a terminal, in which no name can do anything. */
export function explanationText({ score, pValue }: Score, { reasons, text }: Explanation): string {
  const told = reasons as unknown as Reasons;
  const sections = [
    [tableText(text)],
    [
      `score       ${(score ?? told.score).toFixed(2)}`,
      ...(pValue === undefined ? [] : [`p-value     ${shownChance(pValue)}`]),
      ...(pValue === undefined ? [] : [`percentile  ${shownPercentile(100 * (1 - pValue))}`]),
    ],
    contributionBars(told),
    ...('peers' in told ? [peerLines(told), supportLines(told)] : []),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function peerLines({ peers, peersCount, peersUsing, peersUsingServer }: AccessReasons): string[] {
  if (peersCount === 0) return ['Peers: none, as nobody is known to use much of what this user uses'];
  return [
    `Peers: of the ${peersCount} users most alike, ${peersUsing} ${peersUsing === 1 ? 'uses' : 'use'} the resource and ${peersUsingServer} its server`,
    ...peers.map(({ user, likeness, usesResource, usesServer }) => {
      const uses = usesResource ? 'uses it' : usesServer ? 'uses its server' : '';
      return `  ${likeness.toFixed(2)}  ${tableText(user)}${uses && `  (${uses})`}`;
    }),
  ];
}

function supportLines({ support: { factor, similarResource } }: AccessReasons): string[] {
  const lines: string[] = [];
  if (factor !== undefined) {
    lines.push(`Own resources that speak for it, of a prediction of ${factor.prediction.toFixed(3)} (approximate)`);
    for (const { resource, contribution } of factor.most) lines.push(contributionLine(resource, contribution));
    if (factor.least.length > 0) lines.push('and least');
    for (const { resource, contribution } of factor.least) lines.push(contributionLine(resource, contribution));
  }
  if (similarResource !== undefined) {
    const { resource, similarity } = similarResource;
    lines.push(`Most similar of them: ${tableText(resource)} (${similarity.toFixed(2)})`);
  }
  return lines;
}

function contributionLine(resource: string, contribution: number): string {
  return `  ${signed(contribution, 4).padStart(8)}  ${tableText(resource)}`;
}

function shownChance(pValue: number): string {
  return pValue < 0.001 ? pValue.toExponential(1) : pValue.toFixed(3);
}

/** Never rounded up to 100, which no legitimate access is beyond. */
function shownPercentile(percentile: number): string {
  return percentile > 99.9999 ? 'above 99.9999' : String(Math.floor(percentile * 10_000) / 10_000);
}
