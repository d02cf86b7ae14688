import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import { fileShareReader } from '../../../shared/events/fileShareAccess';
import { defaultIdentityRules } from '../../../shared/events/identity';
import { scoreMessages } from '../../../shared/jobs/scoreMessages';
import { sampleDataset } from '../../../tools/sample/dataset';
import { MessageSupply, rowsPerMessage, type SupplyMessage } from '../../../tools/soak/messageSupply';
import { everyFinding } from '../../support/writingRules';

const day = new Date('2026-11-20T12:00:00Z');
const rows = sampleDataset({ seed: 1, day, trainingDays: 2, plantedAccesses: 1 }).trainingDays.flat();
const reader = fileShareReader(defaultIdentityRules);
const model = resourceAccess.train(memory(), { scorer: 'accessAnomaly', iterations: 2 });

function memory() {
  const remembered = resourceAccess.remember();
  for (const reading of rows.map(reader)) if ('access' in reading) remembered.add(reading.access);
  return remembered;
}

function scored({ body }: SupplyMessage) {
  const message = { body, partition: '', sequenceNumber: '', offset: '', enqueuedTime: '' };
  return scoreMessages([message], {
    detector: resourceAccess,
    reader,
    model,
    modelVersion: 'v',
    rule: everyFinding,
    scoredAt: day,
  });
}

describe('MessageSupply', () => {
  it('knows the findings of every message it makes, and makes none twice', () => {
    const supply = new MessageSupply(rows, [model]);
    const ids = new Set<string>();
    let count = 0;
    for (let number = 0; number < 10; number++) {
      const message = supply.next();
      const { findings, counts } = scored(message);
      expect(message.findings.map(([id, finding]) => ({ id, ...finding }))).toEqual(
        findings.map(({ row, accessCount }) => ({
          id: row.RecordId,
          user: row.User,
          resource: row.Resource,
          accesses: accessCount,
          scores: [row.AnomalyScore],
        })),
      );
      expect(counts.received).toBe(message.rows);
      expect(message.rows).toBe(rowsPerMessage);
      for (const [id] of message.findings) ids.add(id);
      count += message.findings.length;
    }
    expect(count).toBeGreaterThan(1000);
    expect(ids.size).toBe(count);
  });

  it('makes one message in fifty that nobody can read', () => {
    const supply = new MessageSupply(rows, [model]);
    const messages = Array.from({ length: 100 }, () => supply.next());
    const unreadable = messages.filter(({ isUnreadable }) => isUnreadable);
    expect(unreadable).toHaveLength(2);
    for (const message of unreadable) expect(scored(message)).toMatchObject({ findings: [], unreadable: [{}] });
  });
});
