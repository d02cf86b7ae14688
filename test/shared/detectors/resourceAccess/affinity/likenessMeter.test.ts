import fc from 'fast-check';
import { LikenessMeter } from '../../../../../shared/detectors/resourceAccess/affinity/likenessMeter';
import type { UsageGraph } from '../../../../../shared/detectors/resourceAccess/affinity/usageGraph';
import { tabulatePairs } from '../../../../../shared/detectors/resourceAccess/trainingSet';
import { anyTable, graphOf, pairs } from './tables';

/** The measures as they are defined, over sets. */
class PlainLikeness {
  readonly #graph: UsageGraph;
  readonly #own: Set<number>;
  readonly #user: number;

  constructor(graph: UsageGraph, user: number, others: readonly number[]) {
    this.#graph = graph;
    this.#user = user;
    this.#own = new Set([...(user < 0 ? [] : this.resourcesOf(user)), ...others]);
  }

  resourcesOf(user: number): number[] {
    const { leftOffsets, rightsOf } = this.#graph.pairs;
    return [...rightsOf.subarray(leftOffsets[user], leftOffsets[user + 1])];
  }

  usersOf(resource: number): number[] {
    return Array.from({ length: this.#graph.userStarts.at(-1)! }, (_, user) => user).filter((user) =>
      this.resourcesOf(user).includes(resource),
    );
  }

  weight(resource: number): number {
    const { userStarts, resourceStarts } = this.#graph;
    const tenant = resourceStarts.findLastIndex((start) => start <= resource);
    const users = userStarts[tenant + 1]! - userStarts[tenant]!;
    return Math.log(1 + users / this.usersOf(resource).length) ** 2;
  }

  norm(resources: Iterable<number>): number {
    return Math.sqrt([...resources].reduce((sum, resource) => sum + this.weight(resource), 0));
  }

  to(other: number): number {
    const theirs = this.resourcesOf(other);
    const shared = theirs.filter((resource) => this.#own.has(resource));
    return (
      shared.reduce((sum, resource) => sum + this.weight(resource), 0) / (this.norm(this.#own) * this.norm(theirs) || 1)
    );
  }

  toUsersOf(resource: number, stranger: number) {
    const others = this.usersOf(resource).filter((user) => user !== this.#user);
    const likenesses = others.map((other) => this.to(other)).sort((one, other) => other - one);
    const sumOf = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
    const sum = sumOf(likenesses);
    return { sum, mean: (sum + stranger) / (others.length + 1), closest: sumOf(likenesses.slice(0, 3)) / 3 };
  }

  similarity(own: number, resource: number): number {
    const theirs = this.usersOf(resource).filter((user) => user !== this.#user);
    const users = this.usersOf(own);
    return theirs.filter((user) => users.includes(user)).length / Math.sqrt(users.length * (theirs.length + 2));
  }

  greatestSimilarity(resource: number): number {
    const others = [...this.#own].filter((own) => own !== resource);
    return Math.max(0, ...others.map((own) => this.similarity(own, resource)));
  }
}

it('measures what is defined, for anybody and whatever they opened beside', () => {
  fc.assert(
    fc.property(
      anyTable,
      fc.array(fc.nat(99), { maxLength: 3 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (table, drawn, stranger) => {
        const graph = graphOf(table);
        const meter = new LikenessMeter(graph);
        const resourceCount = table.resources.values.length;
        const opened = drawn.map((number) => number % resourceCount);
        for (let user = -1; user < table.users.values.length; user++) {
          meter.turnTo(user, opened);
          const plain = new PlainLikeness(graph, user, opened);
          for (let other = 0; other < table.users.values.length; other++) {
            expect(meter.to(other)).toBeCloseTo(plain.to(other), 12);
          }
          for (let resource = 0; resource < resourceCount; resource++) {
            const { sum, mean } = meter.toUsersOf(graph.pairs, resource, stranger);
            const expected = plain.toUsersOf(resource, stranger);
            expect(sum).toBeCloseTo(expected.sum, 12);
            expect(mean).toBeCloseTo(expected.mean, 12);
            const similar = meter.mostSimilarResource(resource);
            expect(similar?.similarity ?? 0).toBeCloseTo(plain.greatestSimilarity(resource), 12);
            if (similar !== null) expect(plain.similarity(similar.resource, resource)).toBe(similar.similarity);
          }
        }
      },
    ),
    { numRuns: 60 },
  );
});

it('is 1 to oneself and whoever uses the same, 0 to whoever shares nothing', () => {
  const graph = graphOf(tabulatePairs(pairs('a-x a-y b-x b-y c-z')));
  const meter = new LikenessMeter(graph);
  meter.turnTo(0);
  expect([0, 1, 2].map((user) => meter.to(user))).toEqual([expect.closeTo(1, 12), expect.closeTo(1, 12), 0]);
});

it('takes a resource that is not known for one whose users are strangers', () => {
  const meter = new LikenessMeter(graphOf(tabulatePairs(pairs('a-x b-x'))));
  meter.turnTo(0);
  expect(meter.toUsersOf(graphOf(tabulatePairs(pairs('a-x b-x'))).pairs, -1, 0.25)).toEqual({
    sum: 0,
    mean: 0.25,
    closest: 0,
  });
  expect(meter.mostSimilarResource(-1)).toBeNull();
});

it('estimates the sum over very many users from a sample of them', () => {
  const names = Array.from({ length: 200 }, (_, user) => `u${user}-x u${user}-y`).join(' ');
  const graph = graphOf(tabulatePairs([...pairs(names), ...pairs('a-x')]));
  const meter = new LikenessMeter(graph);
  meter.turnTo(0);
  const toOne = meter.to(1);
  const { sum, mean } = meter.toUsersOf(graph.pairs, 1, toOne);
  expect(sum).toBeCloseTo(200 * toOne, 9);
  expect(mean).toBeCloseTo(toOne, 9);
});

it('estimates the similarity of resources that very many use from a sample of them', () => {
  // 1,000 users of both x and y, and one of x alone, who is looked at.
  const names = Array.from({ length: 1000 }, (_, user) => `u${user}-x u${user}-y`).join(' ');
  const table = tabulatePairs([...pairs(names), ...pairs('a-x')]);
  const meter = new LikenessMeter(graphOf(table));
  meter.turnTo(table.users.values.indexOf('a'));
  const similar = meter.mostSimilarResource(table.resources.values.indexOf('y'));
  expect(similar).toEqual({ resource: table.resources.values.indexOf('x'), similarity: expect.closeTo(0.9985, 3) });
});
