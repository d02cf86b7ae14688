import { score } from '../../../../../shared/detectors/resourceAccess/model';
import { importModel } from '../../../../../shared/detectors/resourceAccess/synapseml/importModel';
import type { SavedModel } from '../../../../../shared/detectors/resourceAccess/synapseml/savedModel';

/**
 * One tenant, of mean 6 and deviation 2: SynapseML's own example of folding, test_model_standard_scaling, where roy with
 * res1 and res2 has raw scores 4 and 8.
 */
const example: SavedModel = {
  users: { where: 'users', tenants: ['0'], names: ['roy'], vectors: [[-0.5, -0.5, 3, -0.5]] },
  resources: {
    where: 'resources',
    tenants: ['0', '0'],
    names: ['res1', 'res2'],
    vectors: [
      [2, 2, 1, 0],
      [4, 4, 1, 0],
    ],
  },
  userComponents: null,
  resourceComponents: null,
  history: null,
};

/** The example with other users, so many numbers in each frame's rows. */
function withUsers(users: Partial<SavedModel['users']>): SavedModel {
  return { ...example, users: { ...example.users, ...users } };
}
function withResources(resources: Partial<SavedModel['resources']>): SavedModel {
  return { ...example, resources: { ...example.resources, ...resources } };
}
const components = (names: string[], numbers: number[]) => ({
  where: 'components',
  tenants: names.map(() => '0'),
  names,
  components: numbers,
});

describe('importing a saved model', () => {
  it('finds mean, deviation and factors in folded vectors', () => {
    const model = importModel(example);
    expect(model.means).toEqual(Float64Array.of(6));
    expect(model.standardDeviations).toEqual(Float64Array.of(2));
    expect(model.users.factors).toEqual(Float32Array.of(1, 1));
    expect(score(model, '0', 'roy', 'res1')).toEqual({ score: 1, reason: 'scored' });
    expect(score(model, '0', 'roy', 'res2')).toEqual({ score: -1, reason: 'scored' });
  });

  it('takes who has a component and no vector, or a vector and no component, for unknown, as an inner join does', () => {
    const model = importModel({
      ...example,
      userComponents: components(['roy', 'ghost'], [0, 0]),
      resourceComponents: components(['res2'], [0]),
    });
    expect(score(model, '0', 'roy', 'res2').reason).toBe('scored');
    expect(score(model, '0', 'ghost', 'res2').reason).toBe('unknownUser');
    expect(score(model, '0', 'roy', 'res1').reason).toBe('unknownResource');
  });

  it('compares all with all where there are no components', () => {
    const apart = {
      userComponents: components(['roy'], [0]),
      resourceComponents: components(['res1', 'res2'], [0, 7]),
    };
    expect(score(importModel({ ...example, ...apart }), '0', 'roy', 'res2').reason).toBe('disconnected');
    expect(score(importModel(example), '0', 'roy', 'res2').reason).toBe('scored');
  });

  it('scores known pairs 0, whether their names have vectors or not, and counts none twice', () => {
    const history = {
      tenants: ['0', '0', '9', null],
      users: ['roy', 'roy', 'else', 'roy'],
      resources: ['res2', 'res2', 'where', 'res1'],
    };
    const model = importModel({ ...example, history });
    expect(score(model, '0', 'roy', 'res2')).toEqual({ score: 0, reason: 'knownPair' });
    expect(score(model, '9', 'else', 'where')).toEqual({ score: 0, reason: 'knownPair' });
    expect(score(model, '0', 'roy', 'res1').reason).toBe('scored');
    expect(model.history!.resourceOf).toHaveLength(2);
  });

  it('leaves out rows without a name, which no access has: Spark keeps one for those that had none in training', () => {
    const model = importModel(
      withUsers({
        tenants: ['0', '0', '0', null],
        names: [null, 'roy', null, 'roy'],
        vectors: Array(4).fill(example.users.vectors[0]),
      }),
    );
    expect(score(model, '0', 'roy', 'res1').score).toBe(1);
  });

  it('keeps tenants apart, and one that has only resources', () => {
    const model = importModel({
      ...withUsers({
        tenants: ['b', 'a'],
        names: ['roy', 'roy'],
        vectors: [
          [-0.5, -0.5, 3, -0.5],
          [-1, -1, 6, -1],
        ],
      }),
      resources: {
        ...example.resources,
        tenants: ['a', 'b', 'c'],
        names: ['res', 'res', 'res'],
        vectors: Array(3).fill([2, 2, 1, 0]),
      },
    });
    expect(score(model, 'a', 'roy', 'res').score).toBe(2);
    expect(score(model, 'b', 'roy', 'res').score).toBe(1);
    expect(score(model, 'c', 'roy', 'res').reason).toBe('unknownUser');
  });
});

describe('what AccessAnomaly did not make', () => {
  it.each<[string, SavedModel, RegExp]>([
    [
      'vectors of unequal length',
      withResources({
        vectors: [
          [2, 2, 1, 0],
          [4, 1, 0],
        ],
      }),
      /^resources has a vector of 3 numbers in row 2, and others have 4: all must be as long; save/,
    ],
    [
      'users longer than resources',
      withUsers({ vectors: [[-0.5, -0.5, -0.5, 3, -0.5]] }),
      /^resources has a vector of 4 numbers in row 1, and others have 5/,
    ],
    [
      'vectors without factors',
      {
        ...withUsers({ vectors: [[3, -0.5]] }),
        resources: {
          ...example.resources,
          vectors: [
            [1, 0],
            [1, 0],
          ],
        },
      },
      /^users has vectors of 2 numbers: a model has 1 to 1000 factors/,
    ],
    ['no vectors', withUsers({ vectors: [null] }), /^users has no vector: save a model that has been fitted/],
    ['a NaN', withUsers({ vectors: [[Number.NaN, -0.5, 3, -0.5]] }), /^users has NaN in the vector of row 1/],
    [
      'an infinite factor',
      withResources({
        vectors: [
          [2, Number.POSITIVE_INFINITY, 1, 0],
          [4, 4, 1, 0],
        ],
      }),
      /^resources has Infinity in the vector of row 1/,
    ],
    [
      'a factor beyond float32',
      withResources({
        vectors: [
          [2, 1e39, 1, 0],
          [4, 4, 1, 0],
        ],
      }),
      /^resources has 1e\+39 in the vector of row 1/,
    ],
    [
      'a factor between float32',
      withResources({
        vectors: [
          [2, 0.1, 1, 0],
          [4, 4, 1, 0],
        ],
      }),
      /^resources has 0.1 in the vector of row 1, which no factor of Spark's gives/,
    ],
    [
      'a NaN mean',
      withUsers({ vectors: [[-0.5, -0.5, Number.NaN, -0.5]] }),
      /^users has a vector in row 1 that ends in NaN, -0.5/,
    ],
    [
      'a vector that is not folded',
      withUsers({ vectors: [[1, 1, 0, 1]] }),
      /^users has a vector in row 1 that ends in 0, 1: it must end in mean\/deviation and -1\/deviation/,
    ],
    ['no deviation', withUsers({ vectors: [[1, 1, 0, 0]] }), /^users has a vector in row 1 that ends in 0, 0/],
    [
      'a resource with a bias',
      withResources({
        vectors: [
          [2, 2, 1, 0.5],
          [4, 4, 1, 0],
        ],
      }),
      /^resources has a vector in row 1 that ends in 1, 0.5: a resource's must end in 1, 0/,
    ],
    [
      'users of one tenant by two standards',
      withUsers({
        tenants: ['0', '0'],
        names: ['roy', 'ann'],
        vectors: [
          [-0.5, -0.5, 3, -0.5],
          [-1, -1, 3, -1],
        ],
      }),
      /^users standardises users of one tenant in two ways, in rows 2 and 1/,
    ],
    [
      'one name twice',
      withUsers({ tenants: ['0', '0'], names: ['roy', 'roy'], vectors: Array(2).fill([-0.5, -0.5, 3, -0.5]) }),
      /^users has one name in rows 1 and 2, of tenant "0": each must be there once/,
    ],
    [
      'one component twice',
      { ...example, userComponents: components(['roy', 'roy'], [0, 1]), resourceComponents: components(['res1'], [0]) },
      /^components has one name in rows 1 and 2/,
    ],
    [
      'components of users only',
      { ...example, userComponents: components(['roy'], [0]) },
      /^components has no counterpart/,
    ],
    [
      'a component below 0',
      { ...example, userComponents: components(['roy'], [-1]), resourceComponents: components([], []) },
      /^components has -1 as the component of row 1/,
    ],
    [
      'a component beyond int32',
      { ...example, userComponents: components(['roy'], [2 ** 31]), resourceComponents: components([], []) },
      /^components has 2147483648 as the component of row 1/,
    ],
  ])('is told from what it did: %s', (_, saved, message) => {
    expect(() => importModel(saved)).toThrow(message);
  });
});
