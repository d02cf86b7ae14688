import { foldCase } from '../../../shared/events/identity';
import { simulateCompany } from '../../../tools/company/simulateCompany';
import { isWeekend, millisecondsPerDay } from '../../../tools/company/timeline';
import { firstAccesses, pairOf } from './pairs';

const tiny = { seed: 1, users: 60 };

describe('a company', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(simulateCompany(tiny).accesses).toEqual(simulateCompany(tiny).accesses);
    expect(simulateCompany({ ...tiny, seed: 2 }).accesses).not.toEqual(simulateCompany(tiny).accesses);
  });

  it('has the people, the shares and the days asked for', () => {
    const firstDay = new Date('2026-03-02T15:00:00Z');
    const options = { seed: 3, users: 70, shares: 120, trainingDays: 10, testDays: 3, firstDay };
    const { people, shares, accesses, testFrom, testUntil } = simulateCompany(options);
    expect(people).toHaveLength(70);
    expect(shares.all).toHaveLength(120);
    expect(new Date(testFrom).toISOString()).toBe('2026-03-12T00:00:00.000Z');
    expect(testUntil - testFrom).toBe(3 * millisecondsPerDay);
    const days = new Set(accesses.map(({ time }) => new Date(time).toISOString().slice(0, 10)));
    expect([...days].sort()).toEqual(Array.from({ length: 13 }, (_, i) => `2026-03-${String(i + 2).padStart(2, '0')}`));
  });

  it('is told in the order of time', () => {
    const times = simulateCompany(tiny).accesses.map(({ time }) => time);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it.each([
    [{ users: 39 }, '39 users cannot be simulated: take a whole number from 40 to 20000'],
    [{ users: 60.5 }, '60.5 users cannot be simulated'],
    [{ trainingDays: 6 }, '6 training days cannot be simulated: take a whole number from 7 to 1000'],
    [{ testDays: 0 }, '0 test days cannot be simulated'],
    [{ firstDay: new Date('soon') }, 'the first day is no date'],
    [{ shares: 20 }, '20 shares are too few for 60 users: take '],
  ])('says what is wrong with %j', (options, message) => {
    expect(() => simulateCompany({ ...tiny, ...options })).toThrow(message);
  });

  it.each([40, 60, 200])('of %d users can be made of as many shares as the error says are enough', (users) => {
    const attempt = (shares: number) => simulateCompany({ seed: users, users, shares, trainingDays: 7, testDays: 1 });
    for (let shares = 1; ; ) {
      try {
        expect(attempt(shares).shares.all).toHaveLength(shares);
        return;
      } catch (error) {
        const enough = Number(/take (\d+) or more/.exec((error as Error).message)?.[1]);
        expect(shares).toBe(1);
        shares = enough;
      }
    }
  });
});

describe('a company of 2,000 users', () => {
  const company = simulateCompany({ seed: 1 });
  const { accesses, testFrom, people, services, shares } = company;
  const isService = new Set(services.map(({ account }) => foldCase(account)));
  const personal = accesses.filter(({ account }) => !isService.has(foldCase(account)));
  const before = personal.filter(({ time }) => time < testFrom);

  it('has some hundred thousand accesses to 1,500 shares on tens of servers', () => {
    expect(accesses.length).toBeGreaterThan(300_000);
    expect(accesses.length).toBeLessThan(800_000);
    expect(shares.all).toHaveLength(1500);
    expect(new Set(shares.all.map(({ server }) => server)).size).toBeGreaterThan(20);
  });

  it('has thousands of legitimate first accesses in the test week, of which hundreds are to shares of other divisions', () => {
    const first = firstAccesses(accesses).filter(({ time, kind }) => time >= testFrom && kind === null);
    expect(first.length).toBeGreaterThan(2500);
    expect(first.length).toBeLessThan(6000);
    const division = new Map(people.map(({ account, team }) => [foldCase(account), team.department.division]));
    const owner = new Map(
      shares.all.map(({ server, shareName, department }) => [
        foldCase(`${server.computer}${shareName}`),
        department?.division,
      ]),
    );
    const foreign = first.filter(({ account, computer, shareName }) => {
      const ofShare = owner.get(foldCase(computer + shareName));
      const ofPerson = division.get(foldCase(account));
      return ofShare !== undefined && ofPerson !== undefined && ofShare !== ofPerson;
    });
    expect(foreign.length).toBeGreaterThan(400);
  });

  it('has few shares that nearly all use, and most that five to forty people use', () => {
    const users = new Map<string, number>();
    for (const { computer, shareName } of firstAccesses(before)) {
      const share = foldCase(computer + shareName);
      users.set(share, (users.get(share) ?? 0) + 1);
    }
    const counts = [...users.values()].sort((a, b) => b - a);
    expect(counts[0]).toBeGreaterThan(0.8 * people.length);
    expect(counts.filter((count) => count > people.length / 4).length).toBeLessThan(20);
    expect(counts.filter((count) => count >= 5 && count <= 40).length).toBeGreaterThan(counts.length / 2);
  });

  it('has people who use a few shares much and many little: half of the accesses go to less than a third of them', () => {
    const person = people.find(({ role, joins, activity }) => role === 'member' && joins < 0 && activity > 0.8)!;
    const counts = new Map<string, number>();
    for (const access of before.filter(({ account }) => foldCase(account) === foldCase(person.account))) {
      counts.set(pairOf(access), (counts.get(pairOf(access)) ?? 0) + 1);
    }
    const sorted = [...counts.values()].sort((a, b) => b - a);
    const total = sorted.reduce((sum, count) => sum + count, 0);
    let [sum, shareCount] = [0, 0];
    while (sum < total / 2) sum += sorted[shareCount++]!;
    expect(shareCount / sorted.length).toBeLessThan(1 / 3);
  });

  it('works on weekdays', () => {
    const timeline = { start: accesses[0]!.time - (accesses[0]!.time % millisecondsPerDay), testFromDay: 30, days: 37 };
    const weekend = personal.filter(({ time }) =>
      isWeekend(Math.floor((time - timeline.start) / millisecondsPerDay), timeline),
    );
    expect(weekend.length / personal.length).toBeLessThan(0.1);
    expect(weekend.length).toBeGreaterThan(0);
  });

  it('has shares of one name on several servers', () => {
    for (const name of ['C$', 'ADMIN$', 'Public', 'Users']) {
      const servers = shares.all.filter(({ shareName }) => shareName === `\\\\*\\${name}`).map(({ server }) => server);
      expect(new Set(servers).size).toBeGreaterThan(1);
      expect(new Set(servers).size).toBe(servers.length);
    }
  });

  it('has joiners who open nothing before they join, and leavers who open nothing after they leave', () => {
    const days = Map.groupBy(personal, ({ account }) => foldCase(account));
    const dayOf = (time: number) => Math.floor((time - testFrom) / millisecondsPerDay) + 30;
    const joiners = people.filter(({ joins }) => joins > 0);
    const leavers = people.filter(({ leaves }) => Number.isFinite(leaves));
    expect(joiners.filter(({ joins }) => joins < 30).length).toBeGreaterThan(0);
    expect(joiners.filter(({ joins }) => joins >= 30).length).toBeGreaterThan(0);
    expect(leavers.length).toBeGreaterThan(0);
    for (const { account, joins } of joiners) {
      const opened = days.get(foldCase(account))!;
      expect(dayOf(opened[0]!.time)).toBe(joins);
    }
    for (const { account, leaves } of leavers) {
      for (const { time } of days.get(foldCase(account)) ?? []) expect(dayOf(time)).toBeLessThan(leaves);
    }
  });

  it('has movers most of whom open shares of their new team after they move, and few before', () => {
    const movers = people.filter(({ move }) => move !== undefined && move.day < 20);
    const opensNewTeam = (opened: ReadonlySet<string>) =>
      movers.filter(({ account, move }) =>
        shares.ofTeam
          .get(move!.to)!
          .some(({ server, shareName }) => opened.has(foldCase(`${account}|${server.computer}|${shareName}`))),
      );
    const moves = new Map(
      movers.map(({ account, move }) => [foldCase(account), testFrom + (move!.day - 30) * millisecondsPerDay]),
    );
    const [earlier, later] = [new Set<string>(), new Set<string>()];
    for (const access of before) {
      const moved = moves.get(foldCase(access.account));
      if (moved !== undefined) (access.time < moved ? earlier : later).add(pairOf(access));
    }
    expect(movers.length).toBeGreaterThan(10);
    expect(opensNewTeam(later).length).toBeGreaterThan(0.8 * movers.length);
    expect(opensNewTeam(earlier).length).toBeLessThan(0.4 * movers.length);
  });

  it('has a server and shares that are new in the test window, and in use there', () => {
    const known = new Set(accesses.filter(({ time }) => time < testFrom).map(({ computer }) => foldCase(computer)));
    const added = new Set(personal.map(({ computer }) => foldCase(computer)).filter((name) => !known.has(name)));
    expect([...added]).toHaveLength(1);
    const arrived = shares.all.filter(({ from, server }) => from >= 30 && !added.has(server.computer));
    expect(arrived.length).toBeGreaterThan(3);
  });

  it('has a backup that opens nearly every share, and applications that open the same ones every day', () => {
    const opened = Map.groupBy(accesses, ({ account }) => foldCase(account));
    const backup = new Set(opened.get('contoso\\svc-veeam')!.map(pairOf));
    expect(backup.size).toBeGreaterThan(0.9 * shares.all.length);
    const applications = services.filter(({ fixedShares }) => fixedShares !== undefined);
    expect(applications.length).toBeGreaterThan(20);
    for (const { account, fixedShares } of applications) {
      const ordinary = opened.get(foldCase(account))!.filter(({ kind }) => kind === null);
      expect(new Set(ordinary.map(pairOf)).size).toBe(fixedShares!.length);
      expect(new Set(ordinary.map(({ time }) => Math.floor(time / millisecondsPerDay))).size).toBe(37);
    }
  });

  it('spells some accounts, servers and shares otherwise than most rows do', () => {
    for (const column of ['account', 'computer', 'shareName'] as const) {
      const spellings = new Set(accesses.map((access) => access[column]));
      expect(spellings.size).toBeGreaterThan(new Set([...spellings].map(foldCase)).size);
    }
  });
});
