import { FindingsLedger } from '../../../tools/soak/findingsLedger';
import type { SupplyMessage } from '../../../tools/soak/messageSupply';

const expected = { user: 'alice', resource: 'finance', accesses: 2, scores: [0.5, 1.5] };
const row = {
  RecordId: 'a',
  User: 'alice',
  Resource: 'finance',
  AccessCount: 2,
  AnomalyScore: 1.5,
  ModelVersion: 'second',
};
const message: SupplyMessage = {
  body: Buffer.alloc(0),
  rows: 4,
  isUnreadable: false,
  findings: [
    ['a', expected],
    ['b', expected],
  ],
};
const modelOf = new Map([
  ['first', 0],
  ['second', 1],
]);

/** What a ledger counts when the table gives these rows, look after look. */
function counted(...looks: Record<string, unknown>[][]) {
  const ledger = new FindingsLedger(() => looks.shift() ?? [], modelOf);
  ledger.expect(message);
  while (looks.length > 0) ledger.take();
  const { found, missing, duplicates, invented, altered } = ledger;
  return { found, missing, duplicates, invented, altered };
}

describe('FindingsLedger', () => {
  const none = { found: 0, missing: 2, duplicates: 0, invented: 0, altered: 0 };

  it('finds what is owed, once', () => {
    const first = { ...row, RecordId: 'b', AnomalyScore: 0.5, ModelVersion: 'first' };
    expect(counted([row], [first])).toEqual({ ...none, found: 2, missing: 0 });
  });

  it('tells a second row of a finding from one that nobody sent', () => {
    expect(counted([row, row], [row])).toEqual({ ...none, found: 1, missing: 1, duplicates: 2 });
    expect(counted([{ ...row, RecordId: 'c' }])).toEqual({ ...none, invented: 1 });
  });

  it.each([
    ['the score of the other model', { AnomalyScore: 0.5 }],
    ['a model that was never published', { ModelVersion: 'third' }],
    ['another user', { User: 'bob' }],
    ['another resource', { Resource: 'hr' }],
    ['fewer accesses', { AccessCount: 1 }],
  ])('sees a row with %s', (_, change) => {
    expect(counted([{ ...row, ...change }])).toEqual({ ...none, found: 1, missing: 1, altered: 1 });
  });
});
