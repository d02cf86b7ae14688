import fc from 'fast-check';
import { drawExamples, drawUsers, type Kept } from '../../../../../shared/detectors/resourceAccess/affinity/examples';
import type { HeldOutPairs } from '../../../../../shared/detectors/resourceAccess/affinity/heldOut';
import { type PairTable, tabulatePairs } from '../../../../../shared/detectors/resourceAccess/trainingSet';
import { bipartiteGraph } from '../../../../../shared/numerics/bipartiteGraph';
import { anyTable, pairs } from './tables';

/** Those of the pairs that are marked. */
function marked(table: PairTable, marks: readonly boolean[]): HeldOutPairs {
  const isHeldOut = Uint8Array.from(table.userOf, (_, pair) => (marks[pair % marks.length] ? 1 : 0));
  return { isHeldOut, count: isHeldOut.reduce((sum, flag) => sum + flag, 0), isTimed: false, days: [] };
}

function draw(table: PairTable, heldOut: HeldOutPairs, kept: Kept, seed: number) {
  const isKept = (_: number, pair: number) => heldOut.isHeldOut[pair] === 0;
  const { users, resources } = table;
  const [userOf, resourceOf] = [table.userOf.filter(isKept), table.resourceOf.filter(isKept)];
  const graph = bipartiteGraph(userOf, resourceOf, users.values.length, resources.values.length);
  const key = (user: number, resource: number) => `${user} ${resource}`;
  const { occurred, sampled } = drawExamples(table, heldOut, graph, kept, seed);
  return {
    known: new Set(Array.from(table.userOf, (user, pair) => key(user, table.resourceOf[pair]!))),
    live: { users: new Set(userOf), resources: new Set(resourceOf) },
    occurred: Array.from(occurred.users, (user, i) => key(user, occurred.resources[i]!)),
    sampled: Array.from(sampled.users, (user, i) => ({ user, resource: sampled.resources[i]! })),
    isPair: (user: number, resource: number) => key(user, resource),
  };
}

const marks = fc.array(fc.boolean(), { minLength: 1, maxLength: 7 });

it('are the pairs held out, and pairs of the same tenant that never occurred', () => {
  fc.assert(
    fc.property(anyTable, marks, fc.nat(), fc.constantFrom('user', 'either'), (table, drawn, seed, kept) => {
      const heldOut = marked(table, drawn);
      const { known, live, occurred, sampled } = draw(table, heldOut, kept, seed);
      const expected = Array.from(table.userOf, (user, pair) => `${user} ${table.resourceOf[pair]}`).filter(
        (_, pair) => heldOut.isHeldOut[pair] === 1,
      );
      expect(occurred).toEqual(expected);
      expect(sampled.length).toBeLessThanOrEqual(4 * occurred.length);
      for (const { user, resource } of sampled) {
        expect(known.has(`${user} ${resource}`)).toBe(false);
        expect(table.users.partitionOf[user]).toBe(table.resources.partitionOf[resource]);
        expect(live.users.has(user) || live.resources.has(resource)).toBe(true);
      }
    }),
  );
});

const grid = Array.from({ length: 20 }, (_, i) => `u${i}-r${i} u${i}-r${(i + 1) % 20}`).join(' ');

function besideOne(kept: Kept) {
  const table = tabulatePairs(pairs(grid));
  const heldOut = marked(table, [true, ...Array<boolean>(table.userOf.length - 1).fill(false)]);
  const { sampled, occurred } = draw(table, heldOut, kept, 3);
  expect(occurred).toHaveLength(1);
  const [user, resource] = occurred[0]!.split(' ').map(Number);
  return {
    drawn: sampled.length,
    ofUser: sampled.filter((one) => one.user === user).length,
    ofResource: sampled.filter((one) => one.resource === resource).length,
  };
}

it('are four of the user for each one that occurred', () => {
  expect(besideOne('user')).toMatchObject({ drawn: 4, ofUser: 4 });
});

it('are two of its user, and two of its resource, where either is kept', () => {
  expect(besideOne('either')).toEqual({ drawn: 4, ofUser: 2, ofResource: 2 });
});

it('draw no user or resource that nothing is known of', () => {
  // Of c and z nothing is left: with them goes what could be drawn.
  const table = tabulatePairs(pairs('a-x b-y c-z'));
  const heldOut = { isHeldOut: Uint8Array.of(0, 0, 1), count: 1, isTimed: false, days: [] };
  const { sampled } = draw(table, heldOut, 'either', 0);
  expect(sampled.length).toBeGreaterThan(0);
  for (const { user, resource } of sampled) expect([user === 2, resource === 2].filter(Boolean)).toHaveLength(1);
});

it('are none beside what occurred, where everybody uses everything', () => {
  const table = tabulatePairs(pairs('a-x a-y b-x b-y'));
  expect(draw(table, marked(table, [true, false]), 'user', 0).sampled).toEqual([]);
});

it('are the same for a seed', () => {
  fc.assert(
    fc.property(anyTable, marks, fc.nat(), (table, drawn, seed) => {
      const heldOut = marked(table, drawn);
      const sampled = () => draw(table, heldOut, 'either', seed).sampled;
      expect(sampled()).toEqual(sampled());
    }),
  );
});

it('are at most twenty thousand of those that occurred, each with the same chance', () => {
  const names = Array.from({ length: 25_000 }, (_, i) => `u${i % 250}-r${(i / 250) | 0}`).join(' ');
  const table = tabulatePairs(pairs(names));
  const { occurred } = draw(table, marked(table, [true]), 'user', 0);
  expect(new Set(occurred).size).toBe(20_000);
  const ofFirstHalf = occurred.filter((key) => Number(key.split(' ')[0]) < 125).length;
  expect(Math.abs(ofFirstHalf - 10_000)).toBeLessThan(250);
});

describe('users', () => {
  const drawn = (table: PairTable, heldOut: HeldOutPairs, seed: number) => {
    const isKept = (_: number, pair: number) => heldOut.isHeldOut[pair] === 0;
    const [userOf, resourceOf] = [table.userOf.filter(isKept), table.resourceOf.filter(isKept)];
    const graph = bipartiteGraph(userOf, resourceOf, table.users.values.length, table.resources.values.length);
    const examples = drawExamples(table, heldOut, graph, 'user', seed);
    return { ...drawUsers(table, examples, graph, seed), known: new Set(userOf) };
  };

  it('are those of what occurred who were known before, and for each two of their tenant who were, at no resource', () => {
    fc.assert(
      fc.property(anyTable, marks, fc.nat(), (table, given, seed) => {
        const heldOut = marked(table, given);
        const { occurred, sampled, known } = drawn(table, heldOut, seed);
        const expected = table.userOf.filter((user, pair) => heldOut.isHeldOut[pair] === 1 && known.has(user));
        expect(occurred.users).toEqual(expected);
        expect(sampled.users).toHaveLength(2 * occurred.users.length);
        sampled.users.forEach((user, i) => {
          const beside = occurred.users[i >> 1]!;
          expect(known.has(user)).toBe(true);
          expect(table.users.partitionOf[user]).toBe(table.users.partitionOf[beside]);
        });
        expect(new Set([...occurred.resources, ...sampled.resources, -1])).toEqual(new Set([-1]));
      }),
    );
  });

  it('are drawn alike, however much they open', () => {
    // u0 opens 400 shares, the other nine one each.
    const many = Array.from({ length: 400 }, (_, i) => `u0-r${i}`);
    const few = Array.from({ length: 9 }, (_, i) => `u${i + 1}-r${i}`);
    const table = tabulatePairs(pairs([...many, ...few].join(' ')));
    const isHeldOut = Uint8Array.from(table.userOf, (user, pair) => (user === 0 && pair % 2 === 0 ? 1 : 0));
    const { sampled } = drawn(table, { isHeldOut, count: 200, isTimed: true, days: [1] }, 5);
    const ofBusy = sampled.users.filter((user) => user === 0).length;
    // A tenth of 400, give or take four standard deviations.
    expect(Math.abs(ofBusy - 40)).toBeLessThan(24);
  });
});
