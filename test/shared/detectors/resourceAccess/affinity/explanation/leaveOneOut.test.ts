import {
  type AffinityScoredModel,
  isAffinityScored,
} from '../../../../../../shared/detectors/resourceAccess/affinity/affinityAccess';
import { accessFacts } from '../../../../../../shared/detectors/resourceAccess/affinity/explanation/accessFacts';
import { sumOfProducts } from '../../../../../../shared/detectors/resourceAccess/affinity/explanation/factorSupport';
import { resourceAccess } from '../../../../../../shared/detectors/resourceAccess/detector';
import { ratePairs } from '../../../../../../shared/detectors/resourceAccess/feedback';
import { nameAt, nameCount } from '../../../../../../shared/detectors/resourceAccess/nameTable';
import { tabulatePairs } from '../../../../../../shared/detectors/resourceAccess/trainingSet';
import { trainResourceAccess } from '../../../../../../shared/detectors/resourceAccess/trainResourceAccess';
import { separateUbiquitous } from '../../../../../../shared/detectors/resourceAccess/ubiquitousAccounts';
import { MersenneTwister } from '../../../../../../shared/numerics/mersenneTwister';
import { BlockPivoting } from '../../../../../../shared/numerics/nonNegative/blockPivoting';
import { NormalEquation } from '../../../../../../shared/numerics/normalEquation';
import { companyAccesses } from '../../../../../../tools/evaluate/companyAccesses';

/** A model of an invented company, and the ratings its factors were computed of, which it does not keep. */
function companyModel(users: number) {
  const memory = resourceAccess.remember();
  for (const access of companyAccesses({ seed: 1, users }).training) memory.add(access);
  const pairs = [...memory.pairs()];
  const model = trainResourceAccess(pairs);
  if (!isAffinityScored(model)) throw new Error('this test is about affinities');
  const { values } = ratePairs(separateUbiquitous(tabulatePairs(pairs)).ordinary, model.parameters);
  return { model, ratings: values };
}

/** The prediction for a resource if a user had never used another one, by solving the user's equation anew. */
function predictionWithout(
  { model, ratings, gram }: { model: AffinityScoredModel; ratings: Float32Array; gram: NormalEquation },
  user: number,
  without: number,
  resource: number,
): number {
  const { rank, regularization, alpha } = model.parameters;
  const { factors } = model.resources;
  const { leftOffsets, rightsOf } = model.affinity.graph.pairs;
  const equation = new NormalEquation(rank);
  equation.merge(gram);
  let count = 0;
  for (let pair = leftOffsets[user]!; pair < leftOffsets[user + 1]!; pair++) {
    if (rightsOf[pair] === without) continue;
    const confidence = alpha! * ratings[pair]!;
    equation.add(factors, rightsOf[pair]! * rank, 1 + confidence, confidence);
    count++;
  }
  const matrix = new Float64Array(rank * rank);
  equation.writeFull(regularization * count, matrix);
  const solver = new BlockPivoting(rank);
  if (!solver.solve(matrix, equation.right)) throw new Error('the equation cannot be solved');
  return solver.solution.reduce((sum, x, i) => sum + x * factors[resource * rank + i]!, 0);
}

/** Pearson's correlation of ranks. */
function rankCorrelation(one: readonly number[], other: readonly number[]): number {
  const [x, y] = [one, other].map((values) => {
    const order = falling(values);
    return values.map((_, i) => order.indexOf(i) - (values.length - 1) / 2);
  });
  return x!.reduce((sum, value, i) => sum + value * y![i]!, 0) / x!.reduce((sum, value) => sum + value * value, 0);
}

const falling = (values: readonly number[]) => [...values.keys()].sort((a, b) => values[b]! - values[a]!);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value / values.length, 0);

describe("contributions to the factors' prediction", () => {
  it('agree with what the prediction loses without a resource, in sign and in order', () => {
    const { model, ratings } = companyModel(400);
    const { rank } = model.parameters;
    const resourceCount = nameCount(model.resources.names);
    const gram = sumOfProducts(model.resources.factors, rank, 0, resourceCount);
    const random = new MersenneTwister(1);
    const [correlations, sameSigns, sameTops, remainders]: number[][] = [[], [], [], []];
    while (correlations!.length < 150) {
      const user = random.integerBelow(nameCount(model.users.names));
      const resource = random.integerBelow(resourceCount);
      const { leftOffsets, rightsOf } = model.affinity.graph.pairs;
      const own = [...rightsOf.subarray(leftOffsets[user], leftOffsets[user + 1])];
      const names = { user: nameAt(model.users.names, user), resource: nameAt(model.resources.names, resource) };
      const { support } = accessFacts(model, { tenant: nameAt(model.tenants, 0), ...names });
      if (own.length < 6 || own.includes(resource) || support!.prediction < 0.02) continue;
      const contributions = [...support!.contributions];
      const whole = predictionWithout({ model, ratings, gram }, user, -1, resource);
      expect(whole).toBeCloseTo(support!.prediction, 5);
      const losses = own.map((without) => whole - predictionWithout({ model, ratings, gram }, user, without, resource));
      const top = falling(contributions).slice(0, 5);
      correlations!.push(rankCorrelation(contributions, losses));
      sameSigns!.push(mean(top.map((i) => (Math.sign(contributions[i]!) === Math.sign(losses[i]!) ? 1 : 0))));
      sameTops!.push(
        mean(
          falling(losses)
            .slice(0, 5)
            .map((i) => (top.includes(i) ? 1 : 0)),
        ),
      );
      remainders!.push(Math.abs(support!.remainder) / support!.prediction);
    }
    expect(mean(correlations!)).toBeGreaterThan(0.9);
    expect(mean(sameSigns!)).toBeGreaterThan(0.98);
    expect(mean(sameTops!)).toBeGreaterThan(0.75);
    expect(mean(remainders!)).toBeLessThan(0.05);
  });
});
