import { scoreByAffinity } from '../../../../shared/detectors/resourceAccess/affinity/affinityAccess';
import { affinityModel } from '../../../../shared/evaluation/affinity';
import { calibrationPage } from '../../../../tools/bench/calibration/calibrationPage';
import { legitimateDays } from '../../../../tools/bench/calibration/legitimateDays';
import { addDays, observeDay } from '../../../../tools/bench/calibration/observedDay';
import { companyAccesses } from '../../../../tools/evaluate/companyAccesses';

const { training, test } = companyAccesses({ seed: 3, users: 100 });
const keyOf = ({ user, resource }: { user: string; resource: string }) => `${user} ${resource}`;

describe('legitimateDays', () => {
  const days = [...legitimateDays(training, test)];

  it('have each new pair once, on the day it comes up, and nothing that is planted', () => {
    const known = new Set(training.map(keyOf));
    const planted = new Set(test.filter(({ kind }) => kind !== null).map(({ access }) => keyOf(access)));
    const keys = days.flat().map(keyOf);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.some((key) => known.has(key) || planted.has(key))).toBe(false);
    const expected = new Set(
      test.map(({ access }) => keyOf(access)).filter((key) => !known.has(key) && !planted.has(key)),
    );
    expect(new Set(keys)).toEqual(expected);
  });

  it('are days of UTC', () => {
    for (const day of days) expect(new Set(day.map(({ time }) => Math.floor(time / 86_400_000))).size).toBeLessThan(2);
  });
});

describe('observeDay', () => {
  const model = affinityModel(training);
  const days = [...legitimateDays(training, test)];

  it('counts accesses and users of the day, and of them the rare ones', () => {
    const [day] = days;
    const observed = observeDay(model, day!, 25);
    const news = day!.filter((access) => scoreByAffinity(model, access).reason !== 'ubiquitousUser');
    expect(observed.accesses.count).toBe(news.length);
    expect(observed.userDays.count).toBe(new Set(news.map(({ user }) => user)).size);
    const rare = news.filter((access) => scoreByAffinity(model, access).pValue! <= 0.01);
    expect(observed.accesses.atMost[0]).toBe(rare.length);
  });

  it('counts more findings with a greater budget, and all accesses with one without end', () => {
    const week = (budget: number) => addDays(days.map((day) => observeDay(model, day, budget)));
    const all = week(1e9);
    expect(all.accessFindings).toBe(all.accesses.count);
    expect(all.caseFindings).toBeGreaterThan(0);
    expect(all.caseFindings).toBeLessThan(all.userDays.count);
    expect(week(2).accessFindings).toBeLessThan(all.accessFindings);
    expect(week(0)).toMatchObject({ accessFindings: 0, caseFindings: 0 });
  });
});

describe('calibrationPage', () => {
  const day = (rare: number) => ({
    accesses: { count: 100, atMost: [rare, 0, 0, 0] },
    userDays: { count: 50, atMost: [0, 0, 0, 0] },
    accessFindings: 3,
    caseFindings: 2,
  });
  const company = { nightly: [day(2)], contaminated: [day(0)], stale: Array.from({ length: 7 }, () => day(1)) };

  it('pools companies, and tells findings a day', () => {
    const companies = [
      { seed: 1, ...company },
      { seed: 2, ...company },
    ];
    const page = calibrationPage({ dailyBudget: 25, companies });
    expect(page).toMatch(/\| nightly +\| 200 +\| 0\.020 \[0\.0078 0\.050\]/);
    expect(page).toMatch(/\| contaminated +\| 200 +\| 0\.0 \[0\.0 0\.019\]/);
    expect(page).toMatch(/\| stale, week 1 \| 1400 +\| 0\.010 \[/);
    expect(page).toMatch(/\| nightly +\| 3\.0 \[3\.0 3\.0\] +\| 2\.0 \[2\.0 2\.0\] +\|/);
  });
});
