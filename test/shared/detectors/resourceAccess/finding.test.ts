import { describeFinding } from '../../../../shared/detectors/resourceAccess/finding';
import { access } from '../../../support/accesses';

const context = { recordId: 'r', modelVersion: 'v', scoredAt: '2026-11-20T09:00:00.000Z' };
const score = { score: 4.5, reason: 'scored' };
const explanation = { reasons: { weight: 2 }, text: 'Said plainly.' };
const at = (minute: number) => Date.UTC(2026, 10, 20, 8, minute);

describe('describeFinding', () => {
  it('is about all accesses, and shows the earliest', () => {
    const later = access({ time: at(20), ipAddress: '10.0.0.2' });
    const earliest = access({ time: at(10), ipAddress: '10.0.0.1' });
    expect(describeFinding([later, earliest, access({ time: at(15) })], score, explanation, context)).toMatchObject({
      TimeStamp: '2026-11-20T08:10:00.000Z',
      FirstAccess: '2026-11-20T08:10:00.000Z',
      LastAccess: '2026-11-20T08:20:00.000Z',
      IpAddress: '10.0.0.1',
      AccessCount: 3,
      AnomalyScore: 4.5,
      Reason: 'scored',
      Kind: 'access',
      Reasons: { weight: 2 },
      Explanation: 'Said plainly.',
      Truncated: false,
      ScoredAt: '2026-11-20T09:00:00.000Z',
    });
  });

  it('tells how rare the score is where the model can tell', () => {
    const rare = { ...score, pValue: 0.25 };
    expect(describeFinding([access()], rare, explanation, context)).toMatchObject({ PValue: 0.25, Percentile: 75 });
    expect(describeFinding([access()], score, explanation, context)).toMatchObject({ PValue: null, Percentile: null });
  });

  it('tells where any of the accesses has a name that was cut', () => {
    const accesses = [access({ time: at(1) }), access({ time: at(2), truncated: true })] as const;
    expect(describeFinding(accesses, score, explanation, context).Truncated).toBe(true);
  });
});
