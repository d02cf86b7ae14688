import fc from 'fast-check';
import { trainAccessAnomaly } from '../../../../../shared/detectors/resourceAccess/accessAnomaly';
import { type AccessAnomalyModel, foldedVectors, score } from '../../../../../shared/detectors/resourceAccess/model';
import { nameAt, nameCount } from '../../../../../shared/detectors/resourceAccess/nameTable';
import { exportModel } from '../../../../../shared/detectors/resourceAccess/synapseml/exportModel';
import { importModel } from '../../../../../shared/detectors/resourceAccess/synapseml/importModel';
import type { TrainingPair } from '../../../../../shared/detectors/resourceAccess/trainingSet';
import { hostileName } from '../hostileNames';

const pair: fc.Arbitrary<TrainingPair> = fc.record({
  tenant: fc.constantFrom('', '0', 'south', '\u{10ffff}'),
  user: hostileName,
  resource: hostileName,
  likelihood: fc.integer({ min: 1, max: 1000 }),
});
const trained = fc
  .record({
    pairs: fc.array(pair, { minLength: 1, maxLength: 40 }),
    known: fc.integer({ min: 0, max: 20 }),
    rank: fc.integer({ min: 1, max: 6 }),
    separateTenants: fc.boolean(),
    implicitFeedback: fc.boolean(),
  })
  .map(({ pairs, known, ...parameters }) =>
    trainAccessAnomaly(pairs, { ...parameters, iterations: 2 }, pairs.slice(0, known)),
  );

describe('a model that goes to Spark and comes back', () => {
  it('has the same names, factors, components and known pairs, to the last bit', () => {
    fc.assert(
      fc.property(trained, (model) => {
        const { parameters: _, means: __, standardDeviations: ___, ...back } = importModel(exportModel(model));
        const { parameters: ____, means: _____, standardDeviations: ______, ...there } = model;
        expect(back).toEqual(there);
      }),
    );
  });

  it('scores the same', () => {
    fc.assert(
      fc.property(trained, (model) => {
        const back = importModel(exportModel(model));
        for (const { tenant, user, resource } of allPairs(model)) {
          const [before, after] = [model, back].map((either) => score(either, tenant, user, resource));
          expect(after!.reason).toBe(before!.reason);
          expect(Math.abs((after!.score ?? 0) - (before!.score ?? 0))).toBeLessThan(1e-9);
        }
      }),
    );
  });

  it('is the same to Spark when it goes there again: what is divided and multiplied again does not drift', () => {
    fc.assert(
      fc.property(trained, (model) => {
        const back = importModel(exportModel(model));
        const { rank } = model.parameters;
        const [before, after] = [foldedVectors(model), foldedVectors(back)];
        expect(after.resources).toEqual(before.resources);
        before.users.forEach((vector, user) => {
          // All but the folded mean, which may differ in its last bit.
          expect(after.users[user]!.filter((_, i) => i !== rank)).toEqual(vector.filter((_, i) => i !== rank));
          expect(after.users[user]![rank]! / (vector[rank]! || 1)).toBeCloseTo(vector[rank] === 0 ? 0 : 1, 14);
        });
      }),
    );
  });
});

function* allPairs({ tenants, users, resources }: AccessAnomalyModel) {
  for (let tenant = 0; tenant < nameCount(tenants); tenant++) {
    for (let user = users.starts[tenant]!; user < users.starts[tenant + 1]!; user++) {
      for (let resource = resources.starts[tenant]!; resource < resources.starts[tenant + 1]!; resource++) {
        yield {
          tenant: nameAt(tenants, tenant),
          user: nameAt(users.names, user),
          resource: nameAt(resources.names, resource),
        };
      }
    }
  }
}
