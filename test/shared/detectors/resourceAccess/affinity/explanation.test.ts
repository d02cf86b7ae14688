import fc from 'fast-check';
import type {
  AccessReasons,
  ScoreReasons,
} from '../../../../../shared/detectors/resourceAccess/affinity/explanation/accessReasons';
import { signalCount } from '../../../../../shared/detectors/resourceAccess/affinity/signals';
import { resourceAccess } from '../../../../../shared/detectors/resourceAccess/detector';
import type { TrainingPair } from '../../../../../shared/detectors/resourceAccess/trainingSet';
import { access } from '../../../../support/accesses';
import { teamModel, tenant } from './explanation/twoTeams';

const model = teamModel([], {});

function explained(user: string, resource: string, of = model) {
  const pair = { tenant, user, resource };
  const score = resourceAccess.score(of, pair);
  const { reasons, text } = resourceAccess.explain(of, pair, score);
  return { score, reasons: reasons as unknown as AccessReasons & Record<string, unknown>, text };
}

function sumOf(base: number, parts: ScoreReasons['groups'] | ScoreReasons['contributions']): number {
  return Object.values(parts).reduce((sum, part) => sum + part, base);
}

/** Every value in a JSON value that is none of: a finite number, a text, a boolean. */
function oddValues(value: unknown): unknown[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(oddValues);
  return ['string', 'boolean'].includes(typeof value) || Number.isFinite(value) ? [] : [value];
}

describe('explainAffinity', () => {
  const name = fc.oneof(
    fc.constantFrom('contoso\\red3', 'contoso\\blue7', 'fs-red\\share1', 'fs-all\\public', 'fs-new\\share1', 'c$', ''),
    fc.string({ maxLength: 20 }),
  );
  const odds = fc.record({
    intercept: fc.double({ min: -5, max: 5, noNaN: true }),
    shapes: fc.array(
      fc.record({
        lowest: fc.constant(-8),
        highest: fc.double({ min: -4, max: 8, noNaN: true }),
        knots: fc.constant(Float64Array.of(-6, -5)),
        slopes: fc
          .tuple(...[0, 1, 2].map(() => fc.double({ min: -9, max: 9, noNaN: true })))
          .map((slopes) => Float64Array.from(slopes)),
        reference: fc.double({ min: -9, max: 9, noNaN: true }),
      }),
      { minLength: signalCount, maxLength: signalCount },
    ),
  });
  const more = fc.array(
    fc.record({
      tenant: fc.constantFrom('0', '1'),
      user: name,
      resource: name,
      likelihood: fc.double({ min: 0, max: 100, noNaN: true }),
      firstDay: fc.integer({ min: 20_000, max: 20_030 }),
    }),
    { maxLength: 20 },
  );

  it('gives a base, and contributions and groups that sum up to the score, whatever the model, and all else as JSON has it', () => {
    fc.assert(
      fc.property(more, odds, fc.constantFrom('0', '1', '2'), name, name, (pairs, anyOdds, where, user, resource) => {
        const trained = teamModel(pairs as TrainingPair[], { iterations: 2 });
        const any = {
          ...trained,
          affinity: { ...trained.affinity, odds: trained.affinity.odds.map((own) => ({ ...own, pair: anyOdds })) },
        };
        for (const each of [trained, any]) {
          const pair = { tenant: where, user, resource };
          const score = resourceAccess.score(each, pair);
          const { reasons, text } = resourceAccess.explain(each, pair, score);
          if (score.reason === 'noModel') continue;
          const told = reasons as unknown as AccessReasons;
          expect(told.score).toBe(score.score);
          for (const parts of [told.contributions, told.groups]) {
            expect(Math.abs(sumOf(told.base, parts) - score.score!)).toBeLessThan(1e-9);
          }
          expect(oddValues(reasons)).toEqual([]);
          expect(text).toMatch(/\.$/);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('tells of a foreign share that no peer uses it, and says so', () => {
    const { score, reasons, text } = explained('contoso\\red3', 'fs-blue\\share4');
    expect(score.reason).toBe('scored');
    expect(reasons).toMatchObject({
      reason: 'scored',
      FirstTimeUserAccessedResource: true,
      FirstTimeUserAccessedServer: true,
      FirstTimeResourceAccessedInTenant: false,
      FirstTimeServerAccessedInTenant: false,
      ResourceUncommonlyAccessedAmongPeers: true,
      ServerUncommonlyAccessedAmongPeers: true,
      ResourceUncommonlyAccessedInTenant: false,
      ServerUncommonlyAccessedInTenant: false,
      IsNewAccount: false,
      serverUsers: 20,
      tenantUsers: 40,
    });
    // No more than the team: nobody of the other is as like them as two users drawn at random.
    expect(reasons.peersCount).toBeLessThan(20);
    expect(reasons).toMatchObject({ peersUsing: 0, peersUsingServer: 0 });
    expect(reasons.peers.map(({ user }) => user)).toEqual(Array(5).fill(expect.stringMatching(/^contoso\\red/)));
    expect(text).toMatch(
      /^contoso\\red3 opened fs-blue\\share4 for the first time; none of the \d+ users most like them uses it, none uses the server, and its \d+ users have no more in common with them than anybody has/,
    );
  });

  it('names of the own resources those that speak for an access: of the team, not what everybody uses', () => {
    const foreign = Array.from({ length: 10 }, (_, i) => `fs-red\\share${i}`).filter(
      (resource) => explained('contoso\\red3', resource).score.reason === 'scored',
    );
    expect(foreign.length).toBeGreaterThan(0);
    const { factor, similarResource } = explained('contoso\\red3', foreign[0]!).reasons.support;
    expect(factor!.approximate).toBe(true);
    expect(factor!.most[0]!.resource).toMatch(/^fs-red\\/);
    expect(factor!.most.map(({ contribution }) => contribution)).toEqual(
      factor!.most.map(({ contribution }) => contribution).sort((one, other) => other - one),
    );
    expect(similarResource!.resource).toMatch(/^fs-/);
  });

  it.each([
    ['contoso\\red3', 'fs-all\\public', 'knownPair', 'contoso\\red3 is known to use fs-all\\public, so it is no news.'],
    [
      'contoso\\eve',
      'fs-all\\public',
      'unknownUser',
      'contoso\\eve, an account not seen in training, opened fs-all\\public; 40 of the 40 accounts seen use it',
    ],
    [
      'contoso\\eve',
      'fs-new\\x',
      'unknownUser',
      'contoso\\eve, an account not seen in training, opened fs-new\\x; nobody is known to use it',
    ],
    [
      'contoso\\red3',
      'fs-red\\x',
      'unknownResource',
      'contoso\\red3 opened fs-red\\x, a resource not seen in training; 19 of the 19 users most like them use its server',
    ],
    [
      'contoso\\red3',
      'fs-new\\x',
      'unknownResource',
      'contoso\\red3 opened fs-new\\x, a resource not seen in training; its server was not seen either',
    ],
    ['contoso\\red3', 'x', 'unknownResource', 'contoso\\red3 opened x, a resource not seen in training'],
  ])('says of %s and %s, %s: %s', (user, resource, reason, sentence) => {
    const { score, text } = explained(user, resource);
    expect(score.reason).toBe(reason);
    expect(text.startsWith(sentence)).toBe(true);
  });

  it('says of what no chain of accesses links that none does', () => {
    const island = { tenant, user: 'contoso\\hermit', resource: 'fs-isle\\hut', likelihood: 1, firstDay: 20_000 };
    const { score, text } = explained('contoso\\red3', 'fs-isle\\hut', teamModel([island]));
    expect(score.reason).toBe('disconnected');
    expect(text).toContain(
      'for the first time, which no chain of accesses links to what they use; none of the 19 users most like them uses it',
    );
    expect(text).toContain('its only user has no more in common with them than anybody has');
    const hermit = explained('contoso\\hermit', 'fs-red\\share1', teamModel([island]));
    expect(hermit.text).toMatch(/; nobody else uses much of what they use, and \d+ of the 41 accounts seen use it/);
  });

  it('leaves out of a share without a server what is told of servers', () => {
    expect(Object.keys(explained('contoso\\red3', 'x').reasons).filter((flag) => flag.includes('Server'))).toEqual([
      'peersUsingServer',
    ]);
  });

  it('stays within 8 KB and cuts long names', () => {
    const long = (name: string) => `fs\\${'語'.repeat(900)}${name}`;
    const pairs = Array.from({ length: 300 }, (_, i) => ({
      tenant,
      user: long(`u${i % 25}`),
      resource: long(`r${((i % 25) + Math.floor(i / 25)) % 16}`),
      likelihood: 1 + (i % 3),
      firstDay: 20_000 + (i % 25),
    }));
    const some = teamModel(pairs);
    const user = long('u1');
    const { reasons, text } = explained(user, 'fs-blue\\share4', some);
    expect(reasons.support.factor!.least.length).toBeGreaterThan(0);
    expect(Buffer.byteLength(JSON.stringify(reasons))).toBeLessThan(8192);
    expect(text.length).toBeLessThan(600);
    expect(text).toContain('…');
  });
});

describe("a day's explanation", () => {
  const day = ['fs-blue\\share1', 'fs-red\\share9', 'fs-blue\\share2'].map((resource, i) =>
    access({ tenant, user: 'contoso\\red3', resource, time: Date.UTC(2024, 10, 5, 9 + i) }),
  );
  const accesses = [day[0]!, ...day.slice(1)] as const;
  const score = resourceAccess.userDays.score(model, accesses);
  const finding = resourceAccess.userDays.finding(model, accesses, score, {
    recordId: 'r',
    modelVersion: 'v',
    scoredAt: '2024-11-05T12:00:00Z',
  });

  it('tells how many there were, how many are usual, what they add up to and the strangest', () => {
    const least = score.steps.reduce((one, other) => (other.pValue < one.pValue ? other : one));
    const highest = score.steps.reduce((one, other) => (other.caseScore > one.caseScore ? other : one));
    expect(finding.Reasons).toMatchObject({
      firstTimeAccesses: 3,
      expectedRate: expect.any(Number),
      strangest: { resource: expect.stringMatching(/^fs-blue/), ...least },
    });
    const { evidence } = finding.Reasons as { evidence: number };
    expect(score.score - evidence).toBeCloseTo(-2 * Math.log(Math.max(1e-6, highest.pValue)), 9);
    expect(oddValues(finding.Reasons)).toEqual([]);
  });

  it('says so in a sentence', () => {
    expect(finding.Explanation).toMatch(
      /^contoso\\red3 opened 3 resources for the first time on 2024-11-05, where [\d.]+ (is|are) usual.*; the strangest is fs-blue\\share\d.*\.$/,
    );
  });
});
