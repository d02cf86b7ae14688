import fc from 'fast-check';
import { LikenessMeter } from '../../../../../shared/detectors/resourceAccess/affinity/likenessMeter';
import {
  type Opener,
  placeOf,
  type ResourcePlace,
  SignalMeter,
} from '../../../../../shared/detectors/resourceAccess/affinity/signalMeter';
import {
  type SignalName,
  signalCount,
  signalNames,
} from '../../../../../shared/detectors/resourceAccess/affinity/signals';
import { tabulatePairs } from '../../../../../shared/detectors/resourceAccess/trainingSet';
import { degree } from '../../../../../shared/numerics/bipartiteGraph';
import { anyTable, pairs, usageOf } from './tables';

const table = tabulatePairs(
  pairs('a-fs1\\data1-1-7 a-fs1\\c$-25 a-fs2\\data2-1 b-fs1\\data1-1 b-fs1\\plans-30 c-fs2\\plans-2'),
);
const usage = usageOf(table);
const userOf = (name: string) => table.users.values.indexOf(name);
const resourceOf = (name: string) => table.resources.values.indexOf(name);
const known = (name: string) => placeOf(usage, resourceOf(name));

function signalsOf(opener: Opener, place: ResourcePlace): Record<SignalName, number> {
  const meter = new SignalMeter(usage);
  const signals = new Float64Array(signalCount);
  meter.turnTo(opener);
  meter.measure(place, signals);
  return Object.fromEntries(signalNames.map((name, i) => [name, signals[i]!])) as Record<SignalName, number>;
}

it('places a resource on its server and in its family', () => {
  expect(known('fs1\\c$')).toMatchObject({ resource: resourceOf('fs1\\c$'), isAdministrative: true });
  expect(known('fs1\\data1').family).toBe(known('fs2\\data2').family);
  expect(known('fs1\\data1').server).toBe(known('fs1\\plans').server);
});

it('measures a user and a resource that are known', () => {
  const signals = signalsOf({ tenant: 0, user: userOf('a') }, known('fs1\\plans'));
  const stranger = usage.tenants.likeness[0]!;
  const likeness = new LikenessMeter(usage.graph);
  likeness.turnTo(userOf('a'));
  const [toB, toC] = [likeness.to(userOf('b')), likeness.to(userOf('c'))];
  // b uses fs1\plans and is on fs1; b and c use plans, on whichever server.
  const expected: Record<SignalName, number> = {
    factor: Math.log(0.02 + 0.5),
    peers: Math.log(0.001 + (toB + stranger) / 2),
    support: Math.log(0.001 + toB),
    closestPeers: Math.log(0.001 + toB / 3),
    similarResource: Math.log(0.02 + (likeness.mostSimilarResource(resourceOf('fs1\\plans'))?.similarity ?? 0)),
    serverPeers: Math.log(0.001 + (toB + stranger) / 2),
    ownServer: Math.log(1 + 2),
    familyPeers: Math.log(0.001 + (toB + toC + stranger) / 3),
    ownFamily: Math.log(1 + 0),
    popularity: Math.log(1 + 1),
    breadth: Math.log(1 + 3),
    novelty: Math.log(1 + 1),
    singleDay: (2 + 1) / (3 + 4),
    administrativeShare: 0,
    administrativeUse: 0,
    likeness: Math.log(0.001 + usage.users.likeness[userOf('a')]!),
    cohesion: Math.log(0.001 + usage.resources.cohesion[resourceOf('fs1\\plans')]!),
  };
  for (const name of signalNames) expect([name, signals[name]]).toEqual([name, expect.closeTo(expected[name], 9)]);
});

it('measures what nobody has opened by its server and its family', () => {
  const place = { ...known('fs2\\data2'), resource: -1 };
  const signals = signalsOf({ tenant: 0, user: userOf('b') }, place);
  const stranger = usage.tenants.likeness[0]!;
  expect(signals.factor).toBeCloseTo(Math.log(0.02), 12);
  expect(signals.peers).toBeCloseTo(Math.log(0.001 + stranger), 12);
  expect(signals.support).toBeCloseTo(Math.log(0.001), 12);
  expect(signals.ownFamily).toBeCloseTo(Math.log(2), 12);
  expect(signals.popularity).toBe(0);
  expect(signals.cohesion).toBeCloseTo(Math.log(0.001 + stranger), 12);
});

it('measures a stranger by what they have opened so far', () => {
  const opened = [known('fs1\\data1'), { ...known('fs1\\c$'), resource: -1 }];
  const signals = signalsOf({ tenant: 0, user: -1, opened }, known('fs1\\c$'));
  // All factors are 0.5 here: product 0.5, of so much of them as the users of what was opened make (newcomerFactors).
  const users = degree(usage.graph.pairs.rightOffsets, resourceOf('fs1\\data1'));
  expect(signals.factor).toBeCloseTo(Math.log(0.02 + (0.5 * users) / (users + 1) / 3), 6);
  expect(signals.breadth).toBeCloseTo(Math.log(1 + 2), 12);
  expect(signals.ownServer).toBeCloseTo(Math.log(1 + 2), 12);
  expect(signals.administrativeShare).toBe(1);
  expect(signals.administrativeUse).toBeCloseTo(Math.log(1 + 1), 12);
  expect(signals.likeness).toBeCloseTo(Math.log(0.001 + usage.tenants.likeness[0]!), 12);
  expect(signals.peers).toBeGreaterThan(signalsOf({ tenant: 0, user: -1 }, known('fs1\\c$')).peers);
});

it('measures finite numbers, whoever opens whatever, and the same after somebody else', () => {
  const position = fc.integer({ min: -1, max: 30 });
  fc.assert(
    fc.property(anyTable, fc.array(fc.tuple(position, position), { minLength: 1, maxLength: 5 }), (any, accesses) => {
      const ofAny = usageOf(any);
      const meter = new SignalMeter(ofAny);
      const measured = (user: number, resource: number, by: SignalMeter) => {
        const signals = new Float64Array(signalCount);
        by.turnTo({ tenant: user < 0 ? -1 : any.users.partitionOf[user]!, user });
        const nowhere = { resource: -1, server: -1, family: -1, isAdministrative: true };
        by.measure(resource < 0 ? nowhere : placeOf(ofAny, resource), signals);
        return signals;
      };
      for (const [one, other] of accesses) {
        const user = one % any.users.values.length;
        const resource = other % any.resources.values.length;
        const signals = measured(user, resource, meter);
        expect(signals.every(Number.isFinite)).toBe(true);
        expect(signals).toEqual(measured(user, resource, new SignalMeter(ofAny)));
      }
    }),
  );
});
