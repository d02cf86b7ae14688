import type { AccessGroup, DayStep } from '../../../../shared/detectors/detector';
import { describeCase } from '../../../../shared/detectors/resourceAccess/caseFinding';
import { cutFields } from '../../../../shared/sinks/cutFields';
import { access } from '../../../support/accesses';

const context = { recordId: 'r', modelVersion: 'v', scoredAt: '2026-11-20T09:00:00.000Z' };
const explanation = { reasons: { firstTimeADay: 0.5 }, text: 'Three shares of other teams within an hour.' };
const at = (minute: number) => Date.UTC(2026, 10, 20, 8, minute);

function dayOf(pValues: readonly number[]): { steps: DayStep[]; score: number; pValue: number } {
  return {
    steps: pValues.map((pValue, i) => ({ score: -pValue, pValue, caseScore: 2 * i })),
    score: 7.5,
    pValue: 0.25,
  };
}

it('tells all accesses of a day, and shows the one that was least to be expected', () => {
  const accesses = [
    access({ resource: 'fs01\\a', time: at(1) }),
    access({ resource: 'fs02\\b', time: at(5), computer: 'FS02', shareName: '\\\\*\\B', ipAddress: '10.0.0.2' }),
    access({ resource: 'fs01\\c', time: at(9), truncated: true }),
  ] as const;
  expect(describeCase(accesses, dayOf([0.5, 0.001, 0.2]), explanation, context)).toEqual({
    TimeGenerated: '2026-11-20T09:00:00.000Z',
    TimeStamp: '2026-11-20T08:01:00.000Z',
    RecordId: 'r',
    Kind: 'case',
    User: 'contoso\\alice',
    Resource: 'fs02\\b',
    AnomalyScore: 7.5,
    PValue: 0.25,
    Percentile: 75,
    Reason: 'case',
    Reasons: {
      firstTimeADay: 0.5,
      accesses: [
        { resource: 'fs01\\a', time: '2026-11-20T08:01:00.000Z', score: -0.5, pValue: 0.5, caseScore: 0 },
        { resource: 'fs02\\b', time: '2026-11-20T08:05:00.000Z', score: -0.001, pValue: 0.001, caseScore: 2 },
        { resource: 'fs01\\c', time: '2026-11-20T08:09:00.000Z', score: -0.2, pValue: 0.2, caseScore: 4 },
      ],
    },
    Explanation: 'Three shares of other teams within an hour.',
    Computer: 'FS02',
    ShareName: '\\\\*\\B',
    IpAddress: '10.0.0.2',
    AccessCount: 3,
    FirstAccess: '2026-11-20T08:01:00.000Z',
    LastAccess: '2026-11-20T08:09:00.000Z',
    TenantKey: '0',
    ModelVersion: 'v',
    Detector: 'resourceAccess',
    Truncated: true,
    ScoredAt: '2026-11-20T09:00:00.000Z',
  });
});

it('tells the most telling hundred of very many, in the order of time, and how many it leaves out', () => {
  const count = 1_000;
  const accesses = Array.from({ length: count }, (_, i) => access({ resource: `fs01\\${i}`, time: i }));
  const day = dayOf(accesses.map((_, i) => (i % 10 === 3 ? 0.01 : 0.5)));
  const row = describeCase(accesses as unknown as AccessGroup, day, explanation, context);
  expect(row.AccessCount).toBe(count);
  const { accesses: told, accessesLeftOut } = row.Reasons as {
    accesses: { resource: string }[];
    accessesLeftOut: number;
  };
  expect(told.map(({ resource }) => resource)).toEqual(Array.from({ length: 100 }, (_, i) => `fs01\\${i * 10 + 3}`));
  expect(accessesLeftOut).toBe(900);
  expect(cutFields(row).Truncated).toBe(false);
});

it('refuses a day that has not a step for each access', () => {
  expect(() => describeCase([access()], dayOf([0.1, 0.2]), explanation, context)).toThrow(/1 accesses has 2 steps/);
});
