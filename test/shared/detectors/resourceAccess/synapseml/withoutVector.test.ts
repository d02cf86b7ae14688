import type { SavedModel } from '../../../../../shared/detectors/resourceAccess/synapseml/savedModel';
import { withoutVector } from '../../../../../shared/detectors/resourceAccess/synapseml/withoutVector';

const vectors = (names: (string | null)[], rows: (number[] | null)[]) => ({
  where: 'frame',
  tenants: names.map(() => '0'),
  names,
  vectors: rows,
});
const components = (names: (string | null)[]) => ({
  where: 'frame',
  tenants: names.map(() => '0'),
  names,
  components: names.map(() => 0),
});
const vector = [-0.5, -0.5, 3, -0.5];

const whole: SavedModel = {
  users: vectors(['roy', 'ada'], [vector, vector]),
  resources: vectors(['res1'], [[2, 2, 1, 0]]),
  userComponents: components(['roy', 'ada']),
  resourceComponents: components(['res1']),
  history: null,
};

it('are none in what AccessAnomaly.fit makes, with and without components', () => {
  expect(withoutVector(whole)).toEqual({ users: 0, resources: 0 });
  expect(withoutVector({ ...whole, userComponents: null, resourceComponents: null })).toEqual({
    users: 0,
    resources: 0,
  });
});

it('are those whose part was lost, and those whose vector is null, each once', () => {
  const users = vectors(['roy', 'ada'], [vector, null]);
  const userComponents = components(['roy', 'ada', 'eve', null]);
  expect(withoutVector({ ...whole, users, userComponents })).toEqual({ users: 2, resources: 0 });
});
