import { trainAccessAnomaly } from '../../shared/detectors/resourceAccess/accessAnomaly';
import { resourceAccess } from '../../shared/detectors/resourceAccess/detector';
import type { EventHubMessage } from '../../shared/events/eventHubMessage';
import { fileShareReader } from '../../shared/events/fileShareAccess';
import { defaultIdentityRules } from '../../shared/events/identity';
import { type ScoredMessages, scoreMessages } from '../../shared/jobs/scoreMessages';
import { fileShareRow } from '../shared/events/rows';
import { everyFinding } from './writingRules';

const tenant = '0f0e0d0c-0000-4000-8000-00000000000a';
const finance = 'fs01.contoso.local\\finance';
const hr = 'fs01.contoso.local\\hr';

/** Reads and scores as the function does by default, with a small model that knows Alice, Bob, Carol and the witness. */
export const scoring = {
  detector: resourceAccess,
  reader: fileShareReader(defaultIdentityRules),
  model: trainAccessAnomaly([
    { tenant, user: 'contoso\\alice', resource: finance, likelihood: 1 },
    { tenant, user: 'contoso\\bob', resource: finance, likelihood: 2 },
    { tenant, user: 'contoso\\bob', resource: hr, likelihood: 1 },
    { tenant, user: 'contoso\\carol', resource: hr, likelihood: 3 },
    { tenant, user: 'contoso\\witness', resource: hr, likelihood: 1 },
  ]),
  modelVersion: 'v1',
  rule: everyFinding,
  scoredAt: new Date('2026-11-20T09:00:00Z'),
};

export type FindingRow = ReturnType<typeof resourceAccess.finding>;

export function score(messages: readonly EventHubMessage[]): ScoredMessages<FindingRow> {
  return scoreMessages(messages, scoring);
}

/** A message that says nothing of its place in the hub. */
export function messageOf(body: unknown): EventHubMessage {
  return { body, partition: '', sequenceNumber: '', offset: '', enqueuedTime: '' };
}

/** A row nobody makes but the tests that look for its finding beside hostile ones. */
export const witnessRow = fileShareRow({
  Account: 'CONTOSO\\Witness',
  SubjectAccount: 'CONTOSO\\Witness',
  SubjectUserName: 'Witness',
  _ItemId: 'witness',
});
