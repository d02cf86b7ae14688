import { foldCase } from '../../../shared/events/identity';
import { type AnomalyKind, anomalyKinds, type CompanyAccess } from '../../../tools/company/access';
import { plantingRules } from '../../../tools/company/plantingRules';
import { simulateCompany } from '../../../tools/company/simulateCompany';
import { millisecondsPerDay, millisecondsPerHour } from '../../../tools/company/timeline';
import { firstAccesses, pairOf } from './pairs';

const company = simulateCompany({ seed: 1 });
const { accesses, testFrom, testUntil, people, services, shares } = company;
const planted = accesses.filter(({ kind }) => kind !== null);
const ofKind = (kind: AnomalyKind) => planted.filter((access) => access.kind === kind);
const person = new Map(people.map((each) => [foldCase(each.account), each]));
const share = new Map(shares.all.map((each) => [foldCase(each.server.computer + each.shareName), each]));
const personOf = ({ account }: CompanyAccess) => person.get(foldCase(account))!;
const shareOf = ({ computer, shareName }: CompanyAccess) => share.get(foldCase(computer + shareName))!;

it.each([1, 2, 3])('plants every kind in a company of 60 users too (seed %d)', (seed) => {
  const kinds = simulateCompany({ seed, users: 60 }).accesses.map(({ kind }) => kind);
  expect(new Set(kinds)).toEqual(new Set([null, ...anomalyKinds]));
});

it('plants 24 incidents of 40 to 80 pairs in a week of 2,000 users, by one account each', () => {
  const incidents = Map.groupBy(planted, ({ incident }) => incident!);
  expect([...incidents.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_, i) => i));
  expect(new Set(planted.map(({ account }) => foldCase(account))).size).toBe(24);
  const pairs = new Set(planted.map(pairOf));
  expect(pairs.size).toBe(planted.length);
  expect(pairs.size).toBeGreaterThan(40);
  expect(pairs.size).toBeLessThan(80);
});

it.each(anomalyKinds)('keeps to the rule of %s', (kind) => {
  const { incidentsAWeek, shares: count, withinHours } = plantingRules[kind];
  const incidents = [...Map.groupBy(ofKind(kind), ({ incident }) => incident).values()];
  expect(incidents).toHaveLength(incidentsAWeek);
  for (const incident of incidents) {
    expect(new Set(incident.map(({ account }) => foldCase(account))).size).toBe(1);
    expect(incident.length).toBeGreaterThanOrEqual(count.least);
    expect(incident.length).toBeLessThanOrEqual(count.most);
    const hours = (incident.at(-1)!.time - incident[0]!.time) / millisecondsPerHour;
    if (withinHours !== undefined) expect(hours).toBeLessThanOrEqual(withinHours);
    else expect(new Set(incident.map(({ time }) => Math.floor(time / millisecondsPerDay))).size).toBe(incident.length);
  }
});

it('plants in the test window only, pairs that occur nowhere else, to shares that were there before', () => {
  const legitimate = new Set(accesses.filter(({ kind }) => kind === null).map(pairOf));
  for (const access of planted) {
    expect(access.time).toBeGreaterThanOrEqual(testFrom);
    expect(access.time).toBeLessThan(testUntil);
    expect(legitimate.has(pairOf(access))).toBe(false);
    expect(shareOf(access).from).toBeLessThan(0);
  }
});

it('plants on days on which the account does something ordinary too', () => {
  const dayOf = ({ account, time }: CompanyAccess) => `${foldCase(account)} ${Math.floor(time / millisecondsPerDay)}`;
  const ordinary = new Set(accesses.filter(({ kind }) => kind === null).map(dayOf));
  for (const access of planted) expect(ordinary.has(dayOf(access))).toBe(true);
});

describe('who opens what', () => {
  it('crossDepartment: a member, shares of other divisions', () => {
    for (const access of ofKind('crossDepartment')) {
      expect(personOf(access).role).toBe('member');
      expect(shareOf(access).department!.division).not.toBe(personOf(access).team.department.division);
    }
  });

  it('sweep: a member, shares of other departments', () => {
    for (const access of ofKind('sweep')) {
      expect(personOf(access).role).toBe('member');
      expect(shareOf(access).department).toBeDefined();
      expect(shareOf(access).department).not.toBe(personOf(access).team.department);
    }
  });

  it('newAccount: nobody, from no earlier than the test window on, shares of three departments or more', () => {
    const opened = ofKind('newAccount');
    const account = foldCase(opened[0]!.account);
    expect(person.has(account)).toBe(false);
    expect(accesses.find((access) => foldCase(access.account) === account)!.time).toBeGreaterThanOrEqual(testFrom);
    expect(new Set(opened.map((access) => shareOf(access).department)).size).toBeGreaterThanOrEqual(3);
  });

  it('adminShare: a member, administrative shares', () => {
    for (const access of ofKind('adminShare')) {
      expect(personOf(access).role).toBe('member');
      expect(access.shareName).toMatch(/^\\\\\*\\(C|D|ADMIN)\$$/i);
    }
  });

  it('adjacentTeam: a member, shares of other teams of the department', () => {
    for (const access of ofKind('adjacentTeam')) {
      expect(shareOf(access).department).toBe(personOf(access).team.department);
      expect(shareOf(access).team).toBeDefined();
      expect(shareOf(access).team).not.toBe(personOf(access).team);
    }
  });

  it('serviceAccount: an application, shares of people', () => {
    const applications = services.filter(({ fixedShares }) => fixedShares !== undefined);
    const accounts = new Set(applications.map(({ account }) => foldCase(account)));
    for (const access of ofKind('serviceAccount')) {
      expect(accounts.has(foldCase(access.account))).toBe(true);
      expect(shareOf(access).department).toBeDefined();
    }
  });

  it('otherSite: a member, servers of other sites that they use for nothing else', () => {
    for (const access of ofKind('otherSite')) {
      const { server } = shareOf(access);
      expect(server.site).not.toBe(personOf(access).team.site);
      const used = accesses.filter(
        ({ account, computer, kind }) =>
          kind === null &&
          foldCase(account) === foldCase(access.account) &&
          foldCase(computer) === foldCase(server.computer),
      );
      expect(used).toEqual([]);
    }
  });
});

it('leaves anomalies rare among first accesses: one of 30 to 120', () => {
  const first = firstAccesses(accesses).filter(({ time }) => time >= testFrom);
  const anomalous = first.filter(({ kind }) => kind !== null);
  expect(first.length / anomalous.length).toBeGreaterThan(30);
  expect(first.length / anomalous.length).toBeLessThan(120);
});
