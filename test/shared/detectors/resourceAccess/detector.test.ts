import type { ModelDescription } from '../../../../shared/detectors/detector';
import { resourceAccess } from '../../../../shared/detectors/resourceAccess/detector';
import { encodeModel, ModelFileError } from '../../../../shared/detectors/resourceAccess/modelFile';
import { fileShareReader } from '../../../../shared/events/fileShareAccess';
import { defaultIdentityRules } from '../../../../shared/events/identity';
import { access } from '../../../support/accesses';
import { fileShareRow } from '../../events/rows';

const memory = resourceAccess.remember();
for (const [user, resource] of ['ax', 'bx', 'by']) memory.add(access({ user: user!, resource: resource! }));
const model = resourceAccess.train(memory, { rank: 2, iterations: 2 });
const description: ModelDescription = {
  detector: 'resourceAccess',
  identity: defaultIdentityRules,
  window: memory.window,
  accesses: memory.total,
  quality: resourceAccess.check(model, memory),
};

describe('resourceAccess', () => {
  it('reads rows as file share accesses', () => {
    const row = fileShareRow();
    expect(resourceAccess.reader(defaultIdentityRules)(row)).toEqual(fileShareReader(defaultIdentityRules)(row));
  });

  it.each<[string, Partial<ModelDescription>]>([
    ['of rows', {}],
    ['of pairs, which have no identity rules and no times', { identity: null, window: null }],
    ['of a warm start', { warmStartedFrom: '20261120T023000Z-0123456789ab' }],
    ['of an import', { importedFrom: 'SynapseML AccessAnomaly' }],
    ['by BYO-ML’s identities', { identity: { ...defaultIdentityRules, user: 'byoml', resource: 'byoml' } }],
  ])('decodes the model it encoded, with its description: %s', (_, fields) => {
    const described = { model, description: { ...description, ...fields } };
    expect(resourceAccess.decode(resourceAccess.encode(described), 'model')).toEqual(described);
  });

  it.each([
    {},
    { detector: 'other' },
    { identity: undefined },
    { identity: {} },
    { identity: { ...defaultIdentityRules, user: 'name' } },
    { identity: { ...defaultIdentityRules, resource: '' } },
    { identity: { ...defaultIdentityRules, excludedAccounts: 'a' } },
    { identity: { ...defaultIdentityRules, excludedShares: [1] } },
    { window: '30 days' },
    { window: { from: '2026-11-20T00:00:00Z' } },
    { window: { from: '2026-11-20T00:00:00Z', to: 'today' } },
    { accesses: '3' },
    { accesses: -1 },
    { quality: null },
    { quality: { users: '3' } },
    { warmStartedFrom: 3 },
    { importedFrom: ['SynapseML'] },
  ])('refuses a model whose description has %j in it, so that the last good one stays', (fields) => {
    const whole = Object.keys(fields).length > 0 ? description : {};
    const bytes = encodeModel(model, { ...whole, ...fields });
    expect(() => resourceAccess.decode(bytes, 'models/1.bin')).toThrow(ModelFileError);
    expect(() => resourceAccess.decode(bytes, 'models/1.bin')).toThrow(
      'model models/1.bin has a description that is not one of a resourceAccess model: train a new model',
    );
  });

  it('knows nobody while there is no model', () => {
    expect(resourceAccess.score(undefined, access())).toEqual({ score: null, reason: 'noModel' });
    expect(resourceAccess.score(model, access({ user: 'a', resource: 'x' })).reason).toBe('knownPair');
  });
});
