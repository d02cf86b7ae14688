import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import { type AccessAnomalyModel, foldedVectors, score } from '../../../shared/detectors/resourceAccess/model';
import { nameAt, nameCount, type TenantNames } from '../../../shared/detectors/resourceAccess/nameTable';
import { checkParameters } from '../../../shared/detectors/resourceAccess/parameters';
import { importModel } from '../../../shared/detectors/resourceAccess/synapseml/importModel';
import { defaultIdentityRules } from '../../../shared/events/identity';
import { readSavedModel } from '../../../tools/byoml/synapseml/readSavedModel';
import { itWithPython, python } from './python';

const saved = join(__dirname, '../../fixtures/synapseml/two-tenants/model');
const folder = mkdtempSync(join(tmpdir(), 'spark-model-'));
afterAll(() => rmSync(folder, { recursive: true }));

const description = {
  detector: resourceAccess.name,
  identity: defaultIdentityRules,
  window: { from: '2026-11-01T00:00:00.000Z', to: '2026-11-20T08:13:52.123Z' },
  accesses: 12,
  quality: { users: 3, heldOutRocAuc: 0.9 },
};

/** Users or resources as Spark's frames hold them, in no order: tenant, name, folded vector, component. */
function entities(model: AccessAnomalyModel, kind: 'users' | 'resources') {
  const { starts, names, components } = model[kind];
  const vectors = foldedVectors(model)[kind];
  return Array.from(components, (component, position) => {
    const tenant = nameAt(
      model.tenants,
      starts.findLastIndex((start) => start <= position),
    );
    return [tenant, nameAt(names, position), [...vectors[position]!], component] as const;
  })
    .filter(([, , , component]) => component >= 0)
    .reverse();
}

function* namesOf({ starts, names }: TenantNames, tenant: number) {
  for (let position = starts[tenant]!; position < starts[tenant + 1]!; position++) yield nameAt(names, position);
  yield 'nobody';
}

itWithPython('a model written by the Spark job scores each pair as the same model imported', async () => {
  const imported = { ...importModel(await readSavedModel(saved)), history: null };
  const parameters = checkParameters({ ...imported.parameters, iterations: 10, seed: 7, blocks: 4 });
  const file = join(folder, 'resourceAccess.model');
  const given = { users: entities(imported, 'users'), resources: entities(imported, 'resources') };
  const { succeeded, output } = python(['write_model.py', file], JSON.stringify({ ...given, parameters, description }));
  if (!succeeded) throw new Error(output);

  const written = resourceAccess.decode(readFileSync(file), file);
  expect(written.description).toEqual(description);
  expect(written.model.parameters).toEqual(parameters);
  let scored = 0;
  for (let at = 0; at < nameCount(imported.tenants); at++) {
    const tenant = nameAt(imported.tenants, at);
    for (const user of namesOf(imported.users, at)) {
      for (const resource of namesOf(imported.resources, at)) {
        const expected = score(imported, tenant, user, resource);
        const actual = score(written.model, tenant, user, resource);
        expect(actual.reason).toBe(expected.reason);
        if (expected.score === null) continue;
        expect(Math.abs(actual.score! - expected.score)).toBeLessThan(1e-9);
        scored++;
      }
    }
  }
  expect(scored).toBeGreaterThan(1000);
});
