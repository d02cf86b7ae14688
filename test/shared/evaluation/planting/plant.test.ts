import { plant } from '../../../../shared/evaluation/planting/plant';
import { accessAt } from '../accesses';
import { smallCompany, teamOf } from './smallCompany';

const { training, test } = smallCompany();
const { accesses, notes } = plant(training, test, 1);
const ofKind = (kind: string) => accesses.filter((planted) => planted.kind === kind).map(({ access }) => access);
const pairOf = ({ user, resource }: { user: string; resource: string }) => `${user} ${resource}`;
const trainingPairs = new Set(training.map(pairOf));
const usersOf = (resource: string) => training.filter((access) => access.resource === resource).map(({ user }) => user);
const incidents = (kind: string) => Map.groupBy(ofKind(kind), ({ user }) => user);

describe('plant', () => {
  it('plants every kind where everything it takes is there', () => {
    expect(notes).toEqual([]);
    expect(new Set(accesses.map(({ kind }) => kind))).toEqual(
      new Set(['crossDepartment', 'sweep', 'newAccount', 'adminShare', 'adjacentTeam', 'serviceAccount', 'otherSite']),
    );
  });

  it('plants pairs that neither training nor the window has, each once, on days of the window', () => {
    const taken = new Set([...training, ...test].map(pairOf));
    const days = new Set(test.map(({ time }) => Math.floor(time / 86_400_000)));
    for (const { access } of accesses) {
      expect(taken).not.toContain(pairOf(access));
      taken.add(pairOf(access));
      expect(days).toContain(Math.floor(access.time / 86_400_000));
    }
  });

  it('uses accounts and resources of training, but for new accounts', () => {
    const users = new Set(training.map(({ user }) => user));
    const resources = new Set(training.map(({ resource }) => resource));
    for (const { access, kind } of accesses) {
      expect(users.has(access.user)).toBe(kind !== 'newAccount');
      expect(resources).toContain(access.resource);
    }
  });

  it('crossDepartment: one resource that nobody of the team used', () => {
    for (const [user, opened] of incidents('crossDepartment')) {
      expect(opened).toHaveLength(1);
      const teams = usersOf(opened[0]!.resource).map(teamOf);
      expect(teams).not.toContain(teamOf(user));
    }
  });

  it('sweep: 8 to 25 resources of other teams within an hour', () => {
    for (const [user, opened] of incidents('sweep')) {
      expect(opened.length).toBeGreaterThanOrEqual(8);
      expect(opened.length).toBeLessThanOrEqual(25);
      const times = opened.map(({ time }) => time);
      expect(Math.max(...times) - Math.min(...times)).toBeLessThan(3_600_000);
      for (const { resource } of opened) expect(teamOf(resource)).not.toBe(teamOf(user));
    }
  });

  it('newAccount: 3 to 8 resources of several teams', () => {
    for (const [user, opened] of incidents('newAccount')) {
      expect(user).toMatch(/^corp\\new\.account\.\d+$/);
      expect(opened.length).toBeGreaterThanOrEqual(3);
      expect(opened.length).toBeLessThanOrEqual(8);
      expect(new Set(opened.map(({ resource }) => teamOf(resource))).size).toBeGreaterThan(1);
    }
  });

  it('adminShare: somebody who never opened one', () => {
    expect(incidents('adminShare').size).toBe(3);
    for (const { user, resource } of ofKind('adminShare')) {
      expect(resource).toMatch(/\\c\$$/);
      expect(user).not.toBe('corp\\root');
    }
  });

  it('adjacentTeam: a resource of the team whose resources one of their own uses', () => {
    const beside: Record<string, string> = { red: 'green', green: 'red', blue: 'grey', grey: 'blue' };
    for (const { user, resource } of ofKind('adjacentTeam')) expect(teamOf(resource)).toBe(beside[teamOf(user)!]);
  });

  it('serviceAccount: resources svc-backup never opened', () => {
    expect([...incidents('serviceAccount').keys()]).toEqual(['corp\\svc-backup']);
    for (const access of ofKind('serviceAccount')) expect(trainingPairs).not.toContain(pairOf(access));
  });

  it('otherSite: a server of the other city, and its share of a name they know where they know one', () => {
    const names = [1, 2, 3, 4].flatMap((seed) =>
      plant(training, test, seed)
        .accesses.filter(({ kind }) => kind === 'otherSite')
        .map(({ access: { user, resource } }) => {
          const [own, other] = ['red', 'green'].includes(teamOf(user)!) ? ['paris', 'berlin'] : ['berlin', 'paris'];
          const knowsPublic = trainingPairs.has(`${user} fs-${own}\\public`);
          expect(resource).toContain(knowsPublic ? `fs-${other}\\public` : `fs-${other}\\`);
          return knowsPublic;
        }),
    );
    expect(new Set(names)).toEqual(new Set([true, false]));
  });

  it('is the same for the same seed, and another for another', () => {
    expect(plant(training, test, 1).accesses).toEqual(accesses);
    expect(plant(training, test, 2).accesses).not.toEqual(accesses);
  });

  it('says which kinds it cannot plant, and what they take', () => {
    const two = [accessAt(1, 'ann', 'fs\\a'), accessAt(1, 'ann', 'fs\\b')];
    const planting = plant(two, [accessAt(30, 'ann', 'fs\\a')], 1);
    expect(planting.accesses).toEqual([]);
    expect(planting.notes).toHaveLength(7);
    expect(planting.notes).toContain(
      'No adminShare is planted: it takes a share such as C$ or ADMIN$ in training, and somebody who never opened one.',
    );
  });

  it('plants in each tenant on its own', () => {
    const elsewhere = smallCompany();
    const other = (accesses: typeof training) => accesses.map((access) => ({ ...access, tenant: 'other' }));
    const both = plant([...training, ...other(elsewhere.training)], [...test, ...other(elsewhere.test)], 1);
    expect(new Set(both.accesses.map(({ access }) => access.tenant))).toEqual(new Set(['0', 'other']));
  });
});
