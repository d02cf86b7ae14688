import type { InvocationContext } from '@azure/functions';
import type { Evaluation, Unjudged } from '../detectors/evaluation';
import { resourceAccess } from '../detectors/resourceAccess/detector';
import { checkParameters } from '../detectors/resourceAccess/parameters';
import { emptyReadCounts } from '../events/readCounts';
import * as settings from '../settings';
import { containerClient } from '../storage/containerClient';
import { jsonLine } from '../text/jsonLine';
import { messageText } from '../text/messageText';
import { evaluationInShort } from './evaluationComparison';
import { retrain } from './retrain';

/** What the function `retrainModels` does: learns anew by the app's settings and logs one line of it, come what may. */
export async function retrainModels(environment: settings.Environment, context: InvocationContext): Promise<void> {
  const account = { function: context.functionName, read: emptyReadCounts(), reused: emptyReadCounts() };
  try {
    const exports = settings.exportContainer(environment);
    const models = settings.modelContainer(environment);
    const { version, bytes, details } = await retrain({
      detector: resourceAccess,
      exports: containerClient(exports.connection, exports.container),
      models: containerClient(models.connection, models.container),
      identity: settings.identityRules(environment),
      parameters: checkParameters(settings.trainingParameters(environment)),
      warmStart: settings.warmStart(environment),
      lookbackDays: settings.lookbackDays(environment),
      now: new Date(),
      read: account.read,
      reused: account.reused,
      warn: (message) => context.warn(messageText(message)),
    });
    const evaluation = evaluationInShort(details.evaluation as Evaluation | Unjudged);
    context.log(jsonLine({ ...account, version, bytes, ...details, evaluation }));
  } catch (error) {
    context.log(jsonLine({ ...account, error: messageText(String(error)) }));
    throw error;
  }
}
