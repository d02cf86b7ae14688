import fc from 'fast-check';
import { trainAccessAnomaly } from '../../../shared/detectors/resourceAccess/accessAnomaly';
import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import { fileShareReader } from '../../../shared/events/fileShareAccess';
import { defaultIdentityRules } from '../../../shared/events/identity';
import { scoreMessages } from '../../../shared/jobs/scoreMessages';
import { everyFinding } from '../../support/writingRules';
import { fileShareRow } from '../events/rows';
import { plainFindings } from './plainFindings';

const users = ['contoso\\a', 'contoso\\ab', 'contoso\\abé', 'contoso\\😀', 'contoso\\z'];
const shares = ['fs01\\a', 'fs01\\ab', 'fs01\\é', 'fs01\\😀'];
const pair = (tenant: string, user: number, share: number) => ({
  tenant,
  user: users[user]!,
  resource: shares[share]!,
  likelihood: 1 + user,
});
const pairs = [
  ...[0, 1, 2].flatMap((user) => [pair('t', user, user), pair('t', user, (user + 1) % 3)]),
  pair('t', 3, 3),
  pair('other', 0, 0),
  pair('other', 4, 0),
];
const history = [pair('t', 0, 2), pair('t', 4, 0), pair('t', 0, 0), pair('other', 4, 3)];
const reader = fileShareReader(defaultIdentityRules);

const row = fc
  .record({
    TenantId: fc.constantFrom('t', 'other', 'nowhere', 'T'),
    Account: fc.constantFrom(...users, 'CONTOSO\\A', 'contoso\\', 'contoso\\abc', 'contoso\\\ud83d', '-\\-'),
    ShareName: fc.constantFrom('\\\\*\\a', '\\\\*\\AB', '\\\\*\\é', '\\\\*\\😀', '\\\\*\\none', '\\\\*\\IPC$'),
    TimeGenerated: fc.constantFrom('2026-11-20T08:00:00Z', '2026-11-20T07:59:59.9999999Z', '2026-11-20T08:00:01Z'),
    _ItemId: fc.oneof(fc.constantFrom(undefined, 'x', 'X', '\ud800'), fc.uuid()),
  })
  .map((fields) => fileShareRow({ ...fields, Computer: 'FS01' }));

it.each([
  ['a model', trainAccessAnomaly(pairs, { iterations: 3 })],
  ['a model with known pairs', trainAccessAnomaly(pairs, { iterations: 3 }, history)],
])('with %s, finds in every message what the plainest way finds', (_, model) => {
  const scoring = { detector: resourceAccess, reader, model, modelVersion: 'v1', scoredAt: new Date(0) };
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), fc.constantFrom(-1e9, -1, 0, 1), (rows, minimumScore) => {
      const body = Buffer.from(JSON.stringify({ records: rows }));
      const message = { body, partition: '0', sequenceNumber: '1', offset: '', enqueuedTime: '' };
      const plain = plainFindings(JSON.parse(body.toString()).records, reader, model);
      const found = scoreMessages([message], { ...scoring, rule: { ...everyFinding, minimumScore } }).findings;
      const written = plain.filter(({ AnomalyScore }) => AnomalyScore === null || AnomalyScore > minimumScore);
      expect(found.map((finding) => finding.row)).toMatchObject(written);
      expect(found.map(({ accessCount }) => accessCount)).toEqual(written.map(({ AccessCount }) => AccessCount));
    }),
    { numRuns: 2000 },
  );
});
