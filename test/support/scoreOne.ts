import type { ResultRow } from '../../shared/detectors/resourceAccess/columns';
import { resourceAccess } from '../../shared/detectors/resourceAccess/detector';
import { eventHubMessages } from '../../shared/events/eventHubMessage';
import { defaultIdentityRules, type IdentityRules } from '../../shared/events/identity';
import { scoreMessages } from '../../shared/jobs/scoreMessages';
import { defaultRule } from './writingRules';

/** The finding of one 5140 event, where there is no model yet and so every access is one; undefined if it is skipped. */
export function scoreOne(
  event: Readonly<Record<string, unknown>>,
  rules: Partial<IdentityRules> = {},
): ResultRow | undefined {
  const row = { Type: 'SecurityEvent', EventID: 5140, TimeGenerated: '2026-11-20T08:00:00Z', ...event };
  const { findings } = scoreMessages(eventHubMessages([Buffer.from(JSON.stringify({ records: [row] }))], {}), {
    detector: resourceAccess,
    reader: resourceAccess.reader({ ...defaultIdentityRules, ...rules }),
    model: undefined,
    modelVersion: '',
    rule: defaultRule,
    scoredAt: new Date('2026-11-20T09:00:00Z'),
  });
  return findings[0]?.row;
}
