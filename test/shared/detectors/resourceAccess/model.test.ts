import { trainAccessAnomaly } from '../../../../shared/detectors/resourceAccess/accessAnomaly';
import { findTenantName } from '../../../../shared/detectors/resourceAccess/findName';
import {
  type AccessAnomalyModel,
  foldedVectors,
  score,
  scoreReasons,
  toOriginalScore,
} from '../../../../shared/detectors/resourceAccess/model';
import { packNames } from '../../../../shared/detectors/resourceAccess/nameTable';
import { paddedDot } from '../../../../shared/detectors/resourceAccess/normalization';
import { checkParameters } from '../../../../shared/detectors/resourceAccess/parameters';
import { meanAndDeviation, originalScores, sampleRows } from './sampleRows';

const pair = (user: string, resource: string, tenant = 't') => ({ tenant, user, resource, likelihood: 1 });
const twoGroups = [pair('a', 'x'), pair('b', 'x'), pair('c', 'y'), pair('d', 'z', 'other')];

describe('score', () => {
  const model = trainAccessAnomaly(twoGroups);

  it.each([
    ['t', 'a', 'x', 'scored'],
    ['t', 'a', 'y', 'disconnected'],
    ['t', 'nobody', 'x', 'unknownUser'],
    ['t', 'a', 'nothing', 'unknownResource'],
    ['t', 'nobody', 'nothing', 'unknownUser'],
    ['nowhere', 'a', 'x', 'unknownUser'],
    ['t', 'd', 'z', 'unknownUser'],
    ['other', 'a', 'x', 'unknownUser'],
    ['t', '', '', 'unknownUser'],
    ['t', '\ud800', 'x', 'unknownUser'],
  ])('of tenant %j, user %j and resource %j is %s', (tenant, user, resource, reason) => {
    const result = score(model, tenant, user, resource);
    expect(result.reason).toBe(reason);
    expect(scoreReasons).toContain(result.reason);
    expect(result.score === null).toBe(reason !== 'scored');
  });

  it('a disconnected access is +Infinity in the original, and never a number JSON lacks here', () => {
    const disconnected = score(model, 't', 'a', 'y');
    expect(disconnected).toEqual({ score: null, reason: 'disconnected' });
    expect(toOriginalScore(disconnected)).toBe(Number.POSITIVE_INFINITY);
    expect(toOriginalScore(score(model, 't', 'nobody', 'x'))).toBeNull();
  });

  it('a known pair is 0 even across components and for users not in the model, unless history is switched off', () => {
    const history = [...twoGroups, pair('a', 'y'), pair('new', 'x')];
    const withHistory = trainAccessAnomaly(twoGroups, {}, history);
    expect(toOriginalScore(score(withHistory, 't', 'a', 'y'))).toBe(0);
    expect(score(withHistory, 't', 'new', 'x')).toEqual({ score: 0, reason: 'knownPair' });
    expect(score(withHistory, 't', 'new', 'x', { preserveHistory: false }).reason).toBe('unknownUser');
    expect(score(withHistory, 't', 'new', 'y').reason).toBe('unknownUser');
  });
});

describe('foldedVectors', () => {
  it('their products are the scores', () => {
    const rows = sampleRows('fixed', ['0', '1']);
    const model = trainAccessAnomaly(rows, { rank: 3 });
    const { users, resources } = foldedVectors(model);
    for (const { tenant, user, resource } of rows) {
      const x = users[findTenantName(model.users, Number(tenant), user)]!;
      const y = resources[findTenantName(model.resources, Number(tenant), resource)]!;
      expect([x.length, y.length]).toEqual([5, 5]);
      expect(paddedDot(x, y)).toBeCloseTo(score(model, tenant, user, resource).score!, 10);
    }
  });
});

describe('T-N2 test_model_end2end as a model', () => {
  const names = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}_${i}`).sort();
  const [users, resources] = [names('roy', 10), names('res', 25)];
  const number = (name: string) => Number(name.slice(4));
  const all = users.flatMap((user) => resources.map((resource) => pair(user, resource)));
  const one = (count: number) => ({ starts: Int32Array.of(0, count), components: new Int32Array(count) });
  const model: AccessAnomalyModel = {
    parameters: checkParameters({ rank: 2 }),
    tenants: packNames(['t']),
    users: {
      ...one(10),
      names: packNames(users),
      factors: Float32Array.from(users.flatMap((user) => [number(user) % 10, (number(user) + 1) % 5])),
    },
    resources: {
      ...one(25),
      names: packNames(resources),
      factors: Float32Array.from(resources.flatMap((name) => [number(name) % 10, ((number(name) + 1) % 25) / 2])),
    },
    means: Float64Array.of(30),
    standardDeviations: Float64Array.of(22.97825),
    history: trainAccessAnomaly(all, { iterations: 1 }, all).history,
  };

  it('is standardised without its history, and all 0 with it', () => {
    const scores = all.map(({ user, resource }) => score(model, 't', user, resource, { preserveHistory: false }).score);
    const { mean, deviation } = meanAndDeviation(scores);
    expect(Math.abs(mean)).toBeLessThan(1e-3);
    expect(Math.abs(deviation - 1)).toBeLessThan(1e-3);
    expect(Math.max(...(scores as number[]))).toBeGreaterThan(1e-3);
    expect(new Set(originalScores(model, all))).toEqual(new Set([0]));
  });
});
