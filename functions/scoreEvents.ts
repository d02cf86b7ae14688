import { app, type EventHubFunctionOptions } from '@azure/functions';
import type { ResultRow } from '../shared/detectors/resourceAccess/columns';
import { resourceAccess } from '../shared/detectors/resourceAccess/detector';
import { Scorer, type ScorerOptions } from '../shared/jobs/scorer';
import * as settings from '../shared/settings';
import { logsIngestionOutput, withLogsIngestion } from '../shared/sinks/logsIngestionOutput';
import { containerClient } from '../shared/storage/containerClient';
import { ModelSource } from '../shared/storage/modelSource';

const findings = logsIngestionOutput<ResultRow>({
  name: 'findings',
  settings: () => settings.logsIngestionSettings(process.env),
});

const scorer = new Scorer(scorerOptions);

const options: EventHubFunctionOptions<unknown[]> & { readonly dataType: 'binary' } = {
  ...settings.eventHubSettings(process.env),
  connection: 'EVENTHUB',
  cardinality: 'many',
  // Raw bytes: without it the host parses JSON, and one body that is none fails its whole batch before the handler.
  dataType: 'binary',
  // For ever: the hub keeps the messages, and a partition that waits loses none of them.
  retry: {
    strategy: 'exponentialBackoff',
    maxRetryCount: -1,
    minimumInterval: { seconds: 5 },
    maximumInterval: { minutes: 5 },
  },
  handler: withLogsIngestion(
    findings,
    async (bodies: unknown[], context) => {
      const scored = await scorer.score(bodies, context, new Date());
      context.extraOutputs.set(
        findings,
        scored.findings.map(({ row }) => row),
      );
      return scored;
    },
    (delivery, scored, context) => scorer.settle(delivery, scored, context),
  ),
};

app.setup({ capabilities: { IncludeEmptyEntriesInMessagePayload: true } });
app.eventHub('scoreEvents', options);

function scorerOptions(): ScorerOptions<ReturnType<typeof resourceAccess.train>, ResultRow> {
  const { name: detector, decode } = resourceAccess;
  const models = settings.modelContainer(process.env);
  const deadLetters = settings.deadLetterContainer(process.env);
  return {
    detector: resourceAccess,
    models: new ModelSource({ container: containerClient(models.connection, models.container), detector, decode }),
    deadLetters: containerClient(deadLetters.connection, deadLetters.container),
    identity: settings.identityRules(process.env),
    minimumScore: settings.minimumScore(process.env),
  };
}
