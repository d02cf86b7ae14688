import fc from 'fast-check';
import { trainAccessAnomaly } from '../../../shared/detectors/resourceAccess/accessAnomaly';
import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import type { EventHubMessage } from '../../../shared/events/eventHubMessage';
import { fileShareReader } from '../../../shared/events/fileShareAccess';
import { defaultIdentityRules } from '../../../shared/events/identity';
import { scoreMessages } from '../../../shared/jobs/scoreMessages';
import { everyFinding } from '../../support/writingRules';
import { fileShareRow } from '../events/rows';
import { countingDetector } from './caseWorld';

const finance = 'fs01.contoso.local\\finance';
const hr = 'fs01.contoso.local\\hr';
const tenant = '0f0e0d0c-0000-4000-8000-00000000000a';
const pairs = [
  { tenant, user: 'contoso\\alice', resource: finance, likelihood: 1 },
  { tenant, user: 'contoso\\bob', resource: finance, likelihood: 2 },
  { tenant, user: 'contoso\\bob', resource: hr, likelihood: 1 },
  { tenant, user: 'contoso\\carol', resource: hr, likelihood: 3 },
];
const model = trainAccessAnomaly(pairs);
const scoring = {
  detector: resourceAccess,
  reader: fileShareReader(defaultIdentityRules),
  model,
  modelVersion: 'v1',
  rule: everyFinding,
  scoredAt: new Date('2026-11-20T09:00:00Z'),
};

let items = 0;
function row(columns: Readonly<Record<string, unknown>> = {}) {
  return fileShareRow({ _ItemId: `item ${++items}`, ...columns });
}

function message(rows: readonly unknown[]): EventHubMessage {
  const body = Buffer.from(JSON.stringify({ records: rows }));
  return { body, partition: '0', sequenceNumber: '1', offset: '', enqueuedTime: '' };
}

function recordIds(messages: readonly EventHubMessage[], options = scoring): string[] {
  return scoreMessages(messages, options).findings.map((finding) => finding.row.RecordId);
}

it('keeps the accesses of two tenants apart, though user and share have one name', () => {
  const other = '0f0e0d0c-0000-4000-8000-00000000000b';
  const { findings } = scoreMessages([message([row(), row({ TenantId: other }), row()])], scoring);
  expect(findings.map((finding) => finding.row)).toMatchObject([
    { TenantKey: tenant, AccessCount: 2, Reason: 'scored' },
    { TenantKey: other, AccessCount: 1, Reason: 'unknownUser' },
  ]);
});

it('makes one finding of one access, every column filled', () => {
  const { findings, counts } = scoreMessages([message([row()])], scoring);
  expect(findings.map((finding) => finding.row)).toEqual([
    {
      TimeGenerated: '2026-11-20T09:00:00.000Z',
      TimeStamp: '2026-11-20T08:13:52.123Z',
      RecordId: expect.stringMatching(/^[0-9a-f]{32}$/),
      User: 'contoso\\alice',
      Resource: finance,
      AnomalyScore: expect.any(Number),
      Kind: 'access',
      PValue: null,
      Percentile: null,
      Reason: 'scored',
      Reasons: {},
      Explanation: '',
      Computer: 'FS01.contoso.local',
      ShareName: '\\\\*\\Finance',
      IpAddress: '10.1.4.22',
      AccessCount: 1,
      FirstAccess: '2026-11-20T08:13:52.123Z',
      LastAccess: '2026-11-20T08:13:52.123Z',
      TenantKey: tenant,
      ModelVersion: 'v1',
      Detector: 'resourceAccess',
      Truncated: false,
      ScoredAt: '2026-11-20T09:00:00.000Z',
    },
  ]);
  expect(Object.keys(findings[0]!.row).sort()).toEqual(resourceAccess.columns.map(({ name }) => name).sort());
  expect(counts).toEqual({ received: 1, skipped: {}, scored: 1, parked: 0, retried: 0, written: 0 });
});

it('joins accesses of one user to one resource within a message, and not across messages', () => {
  const early = row({ TimeGenerated: '2026-11-20T08:00:00Z', IpAddress: '10.0.0.1' });
  const late = row({ TimeGenerated: '2026-11-20T08:04:00Z', IpAddress: '10.0.0.2' });
  const joined = scoreMessages([message([late, early])], scoring);
  expect(joined.findings).toHaveLength(1);
  expect(joined.findings[0]).toMatchObject({
    accessCount: 2,
    row: {
      AccessCount: 2,
      FirstAccess: '2026-11-20T08:00:00.000Z',
      LastAccess: '2026-11-20T08:04:00.000Z',
      TimeStamp: '2026-11-20T08:00:00.000Z',
      IpAddress: '10.0.0.1',
    },
  });
  expect(scoreMessages([message([early]), message([late])], scoring).findings).toHaveLength(2);
});

it('counts a row that export repeats within a message once', () => {
  const repeated = row();
  const { findings, counts } = scoreMessages([message([repeated, repeated])], scoring);
  expect(findings[0]!.row.AccessCount).toBe(1);
  expect(counts).toMatchObject({ received: 2, scored: 1, skipped: { duplicate: 1 } });
});

it('gives a finding the same key however messages are batched, redelivered or scored by a newer model', () => {
  const messages = [message([row(), row()]), message([row({ Account: 'CONTOSO\\bob' })])];
  const together = recordIds(messages);
  expect(messages.flatMap((one) => recordIds([one]))).toEqual(together);
  expect(recordIds(messages, { ...scoring, modelVersion: 'v2', scoredAt: new Date(0) })).toEqual(together);
  expect(recordIds(messages, { ...scoring, model: undefined as never })).toEqual(together);
});

it('says why there is no score', () => {
  const rows = [row({ Account: 'CONTOSO\\mallory' }), row({ ShareName: '\\\\*\\New' })];
  const reasons = (options: Parameters<typeof scoreMessages>[1]) =>
    scoreMessages([message(rows)], options).findings.map(({ row: result }) => result);
  expect(reasons(scoring)).toMatchObject([
    { AnomalyScore: null, Reason: 'unknownUser' },
    { AnomalyScore: null, Reason: 'unknownResource' },
  ]);
  expect(reasons({ ...scoring, model: undefined, modelVersion: '' })).toMatchObject([
    { AnomalyScore: null, Reason: 'noModel', ModelVersion: '' },
    { AnomalyScore: null, Reason: 'noModel', ModelVersion: '' },
  ]);
});

it('writes no score at or below the minimum, and every access without one', () => {
  const rows = [row(), row({ ShareName: '\\\\*\\HR' }), row({ Account: 'CONTOSO\\mallory' })];
  const findings = scoreMessages([message(rows)], scoring).findings.map((finding) => finding.row.AnomalyScore);
  const lowest = Math.min(...findings.filter((score) => score !== null));
  const above = scoreMessages([message(rows)], { ...scoring, rule: { ...everyFinding, minimumScore: lowest } });
  expect(above.findings.map((finding) => finding.row.AnomalyScore)).toEqual(
    findings.filter((score) => score !== lowest),
  );
  expect(above.counts.scored).toBe(3);
});

it('returns bodies that hold no rows, and reads the others', () => {
  const messages = [message([row()]), { ...message([]), body: Buffer.from('not json') }, message([row()])];
  const { unreadable, findings, counts } = scoreMessages(messages, scoring);
  expect(unreadable).toEqual([{ message: messages[1], reason: 'notJson' }]);
  expect(findings).toHaveLength(2);
  expect(counts).toMatchObject({ received: 3, scored: 2, parked: 1 });
});

it('never throws, and accounts for every row', () => {
  const columns = fc.dictionary(
    fc.constantFrom('EventID', 'Account', 'ShareName', 'Computer', 'TimeGenerated', 'Type', '__proto__', '_ItemId'),
    fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue(), fc.constant(5140)),
  );
  const hostileRow = fc.oneof(columns.map(row), fc.jsonValue());
  const body = fc.oneof(
    fc.array(hostileRow).map((records) => Buffer.from(JSON.stringify({ records }))),
    fc.uint8Array(),
    fc.jsonValue(),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(body, { maxLength: 4 }), (bodies) => {
      const messages = bodies.map((one) => ({ ...message([]), body: one }));
      const { counts, findings, unreadable } = scoreMessages(messages, scoring);
      const skipped = Object.values(counts.skipped).reduce((sum, count) => sum + count, 0);
      expect(counts.received).toBe(skipped + counts.scored + counts.parked);
      expect(counts.parked).toBe(unreadable.length);
      expect(findings.reduce((sum, { accessCount }) => sum + accessCount, 0)).toBe(counts.scored);
    }),
    { numRuns: 1000 },
  );
});

it('writes what has no score whatever the least score is, and a known pair, which scores 0, only below it', () => {
  const known = trainAccessAnomaly(pairs, {}, pairs);
  const messages = [message([row(), row({ Account: 'CONTOSO\\stranger' })])];
  const reasons = (minimumScore: number) =>
    scoreMessages(messages, { ...scoring, model: known, rule: { ...everyFinding, minimumScore } }).findings.map(
      (finding) => finding.row.Reason,
    );
  expect(reasons(0)).toEqual(['unknownUser']);
  expect(reasons(-1)).toEqual(['knownPair', 'unknownUser']);
});

describe('first-time accesses', () => {
  const detector = countingDetector(new Set([hr]));
  const told = (options: Partial<Parameters<typeof scoreMessages>[1]>, ...messages: EventHubMessage[]) =>
    scoreMessages(messages, { ...scoring, detector, ...options }).firstTime;

  it('are told of all messages, whatever is written of them, each user and resource once', () => {
    const rule = { ...everyFinding, minimumScore: Number.POSITIVE_INFINITY };
    const early = row({ TimeGenerated: '2026-11-20T08:00:00Z' });
    const late = row({ TimeGenerated: '2026-11-20T08:04:00Z' });
    const known = row({ ShareName: '\\\\*\\HR' });
    expect(told({ rule }, message([late, known]), message([early]))).toMatchObject([
      { user: 'contoso\\alice', resource: finance, time: Date.parse('2026-11-20T08:00:00Z') },
    ]);
  });

  it('are none of a known pair, nor where days are not judged, nor without a model', () => {
    expect(told({ model: trainAccessAnomaly(pairs, {}, pairs) }, message([row()]))).toEqual([]);
    expect(told({ detector: resourceAccess }, message([row()]))).toEqual([]);
    expect(told({ model: undefined }, message([row()]))).toEqual([]);
  });
});
