import { fileShareReader } from '../../../shared/events/fileShareAccess';
import { defaultIdentityRules } from '../../../shared/events/identity';
import { withinWindow, withoutDuplicates } from '../../../shared/events/readerFilters';
import { fileShareRow } from './rows';

const reader = fileShareReader(defaultIdentityRules);
const accesses = { access: expect.anything() };

describe('withinWindow', () => {
  it('takes the first moment and leaves out the last', () => {
    const read = withinWindow(reader, { from: Date.parse('2026-11-20T00:00Z'), to: Date.parse('2026-11-21T00:00Z') });
    const at = (TimeGenerated: string) => read(fileShareRow({ TimeGenerated }));
    expect(at('2026-11-20T00:00:00Z')).toEqual(accesses);
    expect(at('2026-11-20T23:59:59.9999999Z')).toEqual(accesses);
    expect(at('2026-11-19T23:59:59.9999999Z')).toEqual({ skipped: 'outsideWindow' });
    expect(at('2026-11-21T00:00:00Z')).toEqual({ skipped: 'outsideWindow' });
    expect(at('-')).toEqual({ skipped: 'noTime' });
  });
});

describe('withoutDuplicates', () => {
  it('takes a row once', () => {
    const read = withoutDuplicates(reader);
    expect([fileShareRow(), fileShareRow(), fileShareRow({ _ItemId: 'other' })].map(read)).toEqual([
      accesses,
      { skipped: 'duplicate' },
      accesses,
    ]);
  });

  it('never takes rows without an id for copies, nor counts what is skipped anyway', () => {
    const read = withoutDuplicates(reader);
    const rows = [{ _ItemId: undefined }, { _ItemId: undefined }, { EventID: 1 }, { EventID: 1 }].map(fileShareRow);
    expect(rows.map(read)).toEqual([accesses, accesses, { skipped: 'otherEvent' }, { skipped: 'otherEvent' }]);
  });

  it('forgets the oldest beyond its capacity', () => {
    const read = withoutDuplicates(reader, 2);
    const results = ['a', 'b', 'c', 'b', 'c', 'd', 'e', 'a'].map((_ItemId) => read(fileShareRow({ _ItemId })));
    const duplicate = { skipped: 'duplicate' };
    expect(results).toEqual([accesses, accesses, accesses, duplicate, duplicate, accesses, accesses, accesses]);
  });
});
