import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import { checkParameters } from '../../../shared/detectors/resourceAccess/parameters';
import { eventHubMessages } from '../../../shared/events/eventHubMessage';
import { defaultIdentityRules } from '../../../shared/events/identity';
import { scoreMessages } from '../../../shared/jobs/scoreMessages';
import { ingestionTimeColumn } from '../../../tools/checkContent/engine/engineDialect';
import { sampleDataset } from '../../../tools/sample/dataset';
import { defaultRule } from '../../support/writingRules';
import { itOnRows, queryOf, results } from './workspaceFixture';

/** Twenty days of sample rows learned and a day scored, as the functions do it. */
function scoredDay() {
  const day = new Date('2026-11-27T12:00:00Z');
  const { trainingDays, stream, planted } = sampleDataset({ seed: 1, day, trainingDays: 20, plantedAccesses: 10 });
  const reader = resourceAccess.reader(defaultIdentityRules);
  const memory = resourceAccess.remember();
  for (const row of trainingDays.flat()) {
    const reading = reader(row);
    if ('access' in reading) memory.add(reading.access);
  }
  const model = resourceAccess.train(memory, checkParameters({}));
  const bodies = [Buffer.from(JSON.stringify({ records: stream }))];
  const { findings } = scoreMessages(eventHubMessages(bodies, {}), {
    detector: resourceAccess,
    reader,
    model,
    modelVersion: 'v1',
    rule: defaultRule,
    scoredAt: new Date('2026-11-28T10:00:00Z'),
  });
  const pairs = planted
    .map(({ row }) => reader(row))
    .map((reading) => ('access' in reading ? pair(reading.access) : ''));
  const rows = findings.map(({ row }) => ({ ...row, [ingestionTimeColumn]: row.ScoredAt }));
  return { findings: rows, planted: new Set(pairs), events: [...trainingDays.flat(), ...stream] };
}

const pair = ({ user, resource }: { readonly user: unknown; readonly resource: unknown }) => `${user} ${resource}`;

itOnRows(
  'of rows that were learned and scored, rules tell what was planted, and reasons have the names that are asked for',
  async () => {
    const { planted, ...rows } = scoredDay();
    const names = ['AnomalousShareAccess', 'ServersUnusualAmongPeers', 'UsualSharesBesideStrange'] as const;
    const queries = Object.fromEntries(names.map((name) => [name, queryOf(name)])) as Record<
      (typeof names)[number],
      string
    >;
    const told = await results(queries, rows, '2026-11-28T10:30:00Z');
    const alerts = told.AnomalousShareAccess.map(({ User, Resource }) => pair({ user: User, resource: Resource }));
    expect(alerts.length).toBeGreaterThan(0);
    expect(alerts.filter((alert) => !planted.has(alert)).length).toBeLessThanOrEqual(1);
    expect(told.ServersUnusualAmongPeers.length).toBeGreaterThan(0);
    for (const { PeersUsing, PeersUsingServer, PeersCount, ResourceUsers } of told.ServersUnusualAmongPeers) {
      for (const number of [PeersUsing, PeersUsingServer, PeersCount, ResourceUsers])
        expect(number).toEqual(expect.any(Number));
    }
    const usual = told.UsualSharesBesideStrange.filter(({ What }) => What === 'usual');
    expect(usual.length).toBeGreaterThan(0);
  },
);
