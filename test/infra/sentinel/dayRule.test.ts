import { dayFinding, deliveredAgain, itOnRows, queryOf, result, resultsAt } from './workspaceFixture';

const rule = queryOf('AnomalousShareAccessDay');

/** Alice's 28 November as it stood at an hour, with the chance it had then. */
const day = (hour: number, pValue: number, shares = 2) =>
  dayFinding(
    { at: `2026-11-28T${String(hour).padStart(2, '0')}:20:00Z`, time: '2026-11-28T08:00:00Z', pValue },
    shares,
  );

/** Which of these hours' runs tell something. */
async function toldAt(findings: readonly ReturnType<typeof day>[], hours: readonly number[]): Promise<number[]> {
  const runs = hours.map((hour) => new Date(Date.UTC(2026, 10, 28, hour)).toISOString());
  const told = await resultsAt(rule, { findings }, runs);
  return hours.filter((_, index) => told[index]!.length > 0);
}

itOnRows(
  'a day is told first, and again when its chance falls below the next power of ten, not whenever it grows',
  async () => {
    const findings = [day(9, 0.004), day(10, 0.002), day(11, 0.0008, 5), day(12, 0.0003, 6), day(13, 0.00005, 9)];
    expect(await toldAt(findings, [10, 11, 12, 13, 14, 15])).toEqual([10, 12, 14]);
  },
);

itOnRows('a day that was too usual to be told is told once it no longer is', async () => {
  expect(await toldAt([day(9, 0.02), day(10, 0.006), day(11, 0.004)], [10, 11, 12])).toEqual([12]);
});

itOnRows('a day that comes again, or less rare by a new model and then as before, is not told again', async () => {
  const first = day(9, 0.004);
  expect(await toldAt([first, deliveredAgain(first, '2026-11-28T10:20:00Z')], [10, 11])).toEqual([10]);
  expect(await toldAt([first, day(10, 0.3), day(11, 0.0041)], [10, 11, 12])).toEqual([10]);
});

itOnRows('an alert holds the day as it stands, and how grave it is', async () => {
  const told = await result(rule, { findings: [day(9, 0.004), day(10, 0.0004, 7)] }, '2026-11-28T11:00:00Z');
  expect(told).toMatchObject([{ ShareCount: 7, PValue: 0.0004, AlertSeverity: 'High', AccountName: 'alice' }]);
});
