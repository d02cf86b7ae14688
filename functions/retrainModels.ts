import { app } from '@azure/functions';
import { resourceAccess } from '../shared/detectors/resourceAccess/detector';
import { retrain } from '../shared/jobs/retrain';
import * as settings from '../shared/settings';
import { containerClient } from '../shared/storage/containerClient';

app.timer('retrainModels', {
  schedule: settings.retrainSchedule(process.env),
  handler: async (_timer, context) => {
    const exports = settings.exportContainer(process.env);
    const models = settings.modelContainer(process.env);
    const { manifest, read } = await retrain({
      detector: resourceAccess,
      exports: containerClient(exports.connection, exports.container),
      models: containerClient(models.connection, models.container),
      identity: settings.identityRules(process.env),
      parameters: settings.trainingParameters(process.env),
      lookbackDays: settings.lookbackDays(process.env),
      now: new Date(),
      warn: (message) => context.warn(message),
    });
    const { version, bytes, details } = manifest;
    context.log(JSON.stringify({ function: context.functionName, version, bytes, read, ...details }));
  },
});
