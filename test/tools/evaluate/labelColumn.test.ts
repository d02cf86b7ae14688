import type { Access } from '../../../shared/events/access';
import { fileShareReader } from '../../../shared/events/fileShareAccess';
import { defaultIdentityRules } from '../../../shared/events/identity';
import { kindOfLabel, labelReader } from '../../../tools/evaluate/labelColumn';

describe('kindOfLabel', () => {
  it.each([undefined, null, '', ' ', '0', 0, 'false', 'False', false, {}, []])('takes %j for legitimate', (label) => {
    expect(kindOfLabel(label)).toBeNull();
  });

  it.each(['1', 1, 'true', 'TRUE', true])('takes %j for an anomaly of no kind', (label) => {
    expect(kindOfLabel(label)).toBe('anomalous');
  });

  it('takes any other text for the kind, spelled so that it acts on nobody', () => {
    expect(kindOfLabel(' sweep ')).toBe('sweep');
    expect(kindOfLabel('<script>')).not.toContain('<');
    expect(kindOfLabel('\u001b[31mred')).not.toContain('\u001b');
  });
});

describe('labelReader', () => {
  const row = {
    EventID: 5140,
    TimeGenerated: '2026-11-20T08:00:00Z',
    Account: 'CONTOSO\\ann',
    Computer: 'fs',
    ShareName: '\\\\*\\a',
  };

  it('reads what the reader reads, and notes the labelled accesses', () => {
    const kinds = new Map<Access, string>();
    const reader = labelReader(fileShareReader(defaultIdentityRules), 'Verdict', kinds);
    const plain = fileShareReader(defaultIdentityRules)(row);
    expect(reader(row)).toEqual(plain);
    expect(reader({ ...row, Label: 'sweep' })).toEqual(plain);
    expect(kinds.size).toBe(0);
    expect(reader({ ...row, Verdict: 'sweep' })).toEqual(plain);
    expect([...kinds]).toEqual([['access' in plain && plain.access, 'sweep']]);
    expect(reader({ ...row, EventID: 4624, Verdict: 'sweep' })).toEqual({ skipped: 'otherEvent' });
    expect(reader('no row')).toEqual({ skipped: 'notARow' });
    expect(kinds.size).toBe(1);
  });
});
