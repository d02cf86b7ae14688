import type { ContainerClient } from '@azure/storage-blob';
import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import { EvaluationError } from '../../../shared/evaluation/judge';
import { ModelRegressionError } from '../../../shared/jobs/evaluationComparison';
import { modelBlobs } from '../../../shared/storage/modelLayout';
import { loadModel, readCurrent } from '../../../shared/storage/modelStore';
import type { DepartmentsOptions } from '../../support/departments';
import { append, ExportStorage } from '../events/exportContainer';
import { overwrite } from '../storage/storageFixture';
import { exportDepartments } from './departmentsExport';
import { blobName, firstDay, millisecondsPerDay, night, type Places } from './exportedDays';

const days = 12;

let storage: ExportStorage;
beforeAll(async () => {
  storage = await ExportStorage.start();
});
afterAll(() => storage.close());

async function exportOf(options: Partial<DepartmentsOptions> = {}): Promise<ContainerClient> {
  const exports = await storage.container();
  await exportDepartments(exports, { from: firstDay, days, ...options });
  return exports;
}

const later = (seconds: number) => ({
  now: new Date(firstDay + days * millisecondsPerDay + 2.5 * 3_600_000 + seconds * 1000),
});

async function places(options: Partial<DepartmentsOptions> = {}): Promise<Places> {
  return { exports: await exportOf(options), models: await storage.container() };
}

async function currentVersion(models: ContainerClient): Promise<string | undefined> {
  return (await readCurrent(models, 'resourceAccess'))?.pointer.version;
}

it('keeps how well anomalies are found in the manifest and, of its own scorer, in the model', async () => {
  const here = await places();
  const { manifest, warnings } = await night(here, days);
  const { evaluation, quality, notCompared } = manifest.details as {
    evaluation: { scorer: string; scorers: { scorer: string; rocAuc: { value: number } }[] };
    quality: Record<string, number>;
    notCompared: string;
  };
  expect(evaluation).toMatchObject({ scorer: 'affinity', days: 3, from: '2026-10-30T00:00:00.000Z', users: 60 });
  expect(evaluation.scorers.map(({ scorer }) => scorer)).toEqual([
    'affinity',
    'affinity (case)',
    'accessAnomaly',
    'popularity',
  ]);
  expect(evaluation.scorers[0]!.rocAuc.value).toBeGreaterThan(0.95);
  expect(quality.rocAuc).toBe(evaluation.scorers[0]!.rocAuc.value);
  const { model } = await loadModel(here.models, 'resourceAccess', manifest.version, resourceAccess.decode);
  expect(model.description.quality).toEqual(quality);
  expect(notCompared).toMatch(/no model/);
  expect(warnings).toEqual([]);
});

it('gives the same bytes whether a night reads all of it or what is new', async () => {
  const here = await places({ days: days - 1 });
  await night(here, days - 1);
  const whole = await exportOf();
  const last = blobName(firstDay + (days - 1) * millisecondsPerDay);
  await append(here.exports, last, await whole.getBlobClient(last).downloadToBuffer());
  const warm = await night(here, days);
  const cold = await night({ exports: whole, models: await storage.container() }, days);
  expect(warm.reused.rows).toBeGreaterThan(0);
  expect(warm.manifest.sha256).toBe(cold.manifest.sha256);
  expect(warm.manifest.details.evaluation).toEqual(cold.manifest.details.evaluation);
  expect(warm.manifest.details.notCompared).toBeNull();
});

it('does not publish a model of days that are mixed up, until the pointer is deleted because it is meant', async () => {
  const here = await places();
  const good = await night(here, days);
  const mixedUp = { ...here, exports: await exportOf({ mixedUpDays: 3 }) };
  await expect(night(mixedUp, days, later(1))).rejects.toThrow(ModelRegressionError);
  await expect(night(mixedUp, days, later(1))).rejects.toThrow(/ROC-AUC of 0\.\d+ .*current.* 1\.000/);
  expect(await currentVersion(here.models)).toBe(good.manifest.version);
  await here.models.getBlobClient(modelBlobs.pointer('resourceAccess')).delete();
  const meant = await night(mixedUp, days, later(2));
  expect(await currentVersion(here.models)).toBe(meant.manifest.version);
});

/** Rewrites a manifest's details. */
async function rewriteDetails(
  { models }: Places,
  version: string,
  change: (details: Record<string, unknown>) => unknown,
): Promise<void> {
  const name = modelBlobs.manifest('resourceAccess', version);
  const manifest = JSON.parse((await models.getBlobClient(name).downloadToBuffer()).toString());
  change(manifest.details);
  await overwrite(models, name, JSON.stringify(manifest));
}

it('does not replace a model whose manifest tells better figures', async () => {
  const here = await places({ mixedUpDays: 3 });
  const first = await night(here, days);
  const rocAuc = { value: 0.99, low: 0.98, high: 1 };
  await rewriteDetails(here, first.manifest.version, (details) => {
    details.evaluation = { scorer: 'affinity', scorers: [{ scorer: 'affinity', rocAuc }] };
  });
  await expect(night(here, days, later(1))).rejects.toThrow(/0\.990 \(0\.980 to 1\.000\)/);
  expect(await currentVersion(here.models)).toBe(first.manifest.version);
});

it('replaces a model that was never judged, and says that it did not compare', async () => {
  const here = await places({ mixedUpDays: 3 });
  const first = await night(here, days);
  await rewriteDetails(here, first.manifest.version, (details) => delete details.evaluation);
  const second = await night(here, days, later(1));
  expect(second.manifest.details.notCompared).toBe('the current model was not judged');
  expect(await currentVersion(here.models)).toBe(second.manifest.version);
});

it('publishes what is too little to judge, and names the minimum', async () => {
  const here = await places({ days: 7 });
  const { manifest, warnings } = await night(here, 7);
  expect(manifest.details.evaluation).toEqual({ unjudged: 'it takes accesses of 8 days, and they span 7' });
  expect(manifest.details.quality).not.toHaveProperty('rocAuc');
  expect(warnings).toEqual([]);
  expect(await currentVersion(here.models)).toBe(manifest.version);
});

it('publishes all the same, with a warning, where judging fails', async () => {
  const here = await places();
  await night(here, days);
  const evaluate = () => {
    throw new EvaluationError('the scorer affinity scores an access NaN');
  };
  const second = await night(here, days, { ...later(1), detector: { ...resourceAccess, evaluate } as never });
  expect(second.warnings).toEqual([expect.stringMatching(/could not be judged: the scorer affinity.*published/)]);
  expect(second.manifest.details.notCompared).toMatch(/not judged: the scorer affinity/);
  expect(await currentVersion(here.models)).toBe(second.manifest.version);
});
