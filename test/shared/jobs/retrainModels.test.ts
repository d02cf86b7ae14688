import type { InvocationContext } from '@azure/functions';
import { retrainModels } from '../../../shared/jobs/retrainModels';
import { SettingError } from '../../../shared/settings';

it('what keeps it from learning is thrown, and logged in the one line of the run', async () => {
  const logged: string[] = [];
  const context = { functionName: 'retrainModels', log: (line: string) => logged.push(line) };
  await expect(retrainModels({}, context as unknown as InvocationContext)).rejects.toThrow(SettingError);
  expect(logged.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ function: 'retrainModels', error: expect.stringContaining('EXPORT_STORAGE is missing') }),
  ]);
});
