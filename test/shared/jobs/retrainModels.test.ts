import type { InvocationContext } from '@azure/functions';
import { retrainModels } from '../../../shared/jobs/retrainModels';
import { SettingError } from '../../../shared/settings';
import { ExportStorage } from '../events/exportContainer';
import { exportDepartments } from './departmentsExport';
import { millisecondsPerDay } from './exportedDays';

it('what keeps it from learning is thrown, and logged in the one line of the run', async () => {
  const logged: string[] = [];
  const context = { functionName: 'retrainModels', log: (line: string) => logged.push(line) };
  await expect(retrainModels({}, context as unknown as InvocationContext)).rejects.toThrow(SettingError);
  expect(logged.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ function: 'retrainModels', error: expect.stringContaining('EXPORT_STORAGE is missing') }),
  ]);
});

it('tells in the same line how well anomalies are found, in short, and why it compared with nothing', async () => {
  const storage = await ExportStorage.start();
  try {
    const [exports, models] = [await storage.container(), await storage.container()];
    const today = Math.floor(Date.now() / millisecondsPerDay) * millisecondsPerDay;
    await exportDepartments(exports, { from: today - 12 * millisecondsPerDay, days: 12 });
    const logged: string[] = [];
    const context = { functionName: 'retrainModels', log: (line: string) => logged.push(line), warn: () => {} };
    const environment = {
      EXPORT_STORAGE: storage.azurite.connectionString,
      EXPORT_CONTAINER: exports.containerName,
      MODEL_STORAGE: storage.azurite.connectionString,
      MODEL_CONTAINER: models.containerName,
      TRAINING_PARAMETERS: '{"rank": 3, "iterations": 3}',
    };
    await retrainModels(environment, context as unknown as InvocationContext);
    expect(logged).toHaveLength(1);
    const { evaluation, quality, notCompared } = JSON.parse(logged[0]!);
    expect(evaluation).toMatchObject({
      scorer: 'affinity',
      days: 3,
      rocAuc: { value: quality.rocAuc, low: expect.any(Number), high: expect.any(Number) },
      rocAucOfOthers: { accessAnomaly: expect.any(Number), popularity: expect.any(Number) },
    });
    expect(evaluation).not.toHaveProperty('scorers');
    expect(notCompared).toBe('there is no model to compare with');
  } finally {
    await storage.close();
  }
});
