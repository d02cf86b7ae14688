import { app } from '@azure/functions';
import { resourceAccess } from '../shared/detectors/resourceAccess/detector';
import { checkParameters } from '../shared/detectors/resourceAccess/parameters';
import { emptyReadCounts } from '../shared/events/readCounts';
import { retrain } from '../shared/jobs/retrain';
import * as settings from '../shared/settings';
import { containerClient } from '../shared/storage/containerClient';
import { jsonLine } from '../shared/text/jsonLine';
import { messageText } from '../shared/text/messageText';

app.timer('retrainModels', {
  schedule: settings.retrainSchedule(process.env),
  handler: async (_timer, context) => {
    const account = { function: context.functionName, read: emptyReadCounts() };
    try {
      const exports = settings.exportContainer(process.env);
      const models = settings.modelContainer(process.env);
      const { version, bytes, details } = await retrain({
        detector: resourceAccess,
        exports: containerClient(exports.connection, exports.container),
        models: containerClient(models.connection, models.container),
        identity: settings.identityRules(process.env),
        parameters: checkParameters(settings.trainingParameters(process.env)),
        lookbackDays: settings.lookbackDays(process.env),
        now: new Date(),
        read: account.read,
        warn: (message) => context.warn(messageText(message)),
      });
      context.log(jsonLine({ ...account, version, bytes, ...details }));
    } catch (error) {
      context.log(jsonLine({ ...account, error: messageText(String(error)) }));
      throw error;
    }
  },
});
