import fc from 'fast-check';
import {
  type AffinityScoredModel,
  scoreUserDay,
} from '../../../../../shared/detectors/resourceAccess/affinity/affinityAccess';
import { CaseTracker } from '../../../../../shared/detectors/resourceAccess/affinity/caseTracker';
import { resourceAccess } from '../../../../../shared/detectors/resourceAccess/detector';
import type { Access } from '../../../../../shared/events/access';
import { access } from '../../../../support/accesses';
import { company, firstAccesses, share, trainingData } from './company';

const learned = firstAccesses(company);
const model = resourceAccess.train(trainingData(learned), { iterations: 5 }) as AffinityScoredModel;
const known = new Set(learned.map(({ user, resource }) => `${user} ${resource}`));
const isKnown = ({ user, resource }: Access) => known.has(`${user} ${resource}`);

const midnight = Date.UTC(2026, 10, 20);
const anyAccess = fc
  .record({ user: fc.nat(3), team: fc.nat(5), index: fc.nat(3), minute: fc.nat(3 * 24 * 60 - 1) })
  .map(({ user, team, index, minute }) =>
    access({ tenant: 'north', user: `user ${user}`, resource: share(team, index), time: midnight + minute * 60_000 }),
  );
const inOrder = fc
  .array(anyAccess, { maxLength: 40 })
  .map((accesses) => accesses.sort((one, other) => one.time - other.time));

const dayOf = ({ time }: Access) => Math.floor(time / 86_400_000);

it('gives each access what the day adds up to at its resource’s first access', () => {
  fc.assert(
    fc.property(inOrder, (accesses) => {
      const tracker = new CaseTracker(model);
      const tracked = accesses.map((one) => tracker.caseScore(one));
      accesses.forEach((one, at) => {
        const ofDay = accesses.filter(
          (other) => other.user === one.user && dayOf(other) === dayOf(one) && !isKnown(other),
        );
        const isFirst = (other: Access) => ofDay.findIndex(({ resource }) => resource === other.resource);
        const firsts = ofDay.filter((other, i) => isFirst(other) === i);
        if (isKnown(one)) return;
        const [head, ...rest] = firsts as [Access, ...Access[]];
        const { steps } = scoreUserDay(model, [head, ...rest]);
        expect(tracked[at]).toBe(steps[firsts.findIndex(({ resource }) => resource === one.resource)]!.caseScore);
      });
    }),
  );
});

it('adds nothing for a known pair, and begins anew each UTC day', () => {
  const tracker = new CaseTracker(model);
  const pair = learned.find(({ user }) => user === 'user 1')!;
  const open = (resource: string, time: number) =>
    tracker.caseScore(access({ tenant: 'north', user: 'user 1', resource, time: midnight + time }));
  expect(open(pair.resource, 0)).toBe(0);
  const first = open(share(4, 0), 1);
  expect(first).toBeGreaterThan(0);
  const soFar = tracker.soFar({ tenant: 'north', user: 'user 1' });
  expect(open(pair.resource, 2)).toBe(soFar);
  expect(tracker.soFar({ tenant: 'north', user: 'user 1' })).toBe(soFar);
  expect(tracker.soFar({ tenant: 'north', user: 'user 2' })).toBe(0);
  expect(open(share(4, 1), 3)).toBeGreaterThan(first);
  expect(open(pair.resource, 86_400_000)).toBe(0);
  expect(open(share(4, 0), 86_400_001)).toBe(first);
});
