import type { LogsIngestionClientOptions } from '@azure/monitor-ingestion';
import type { StoragePipelineOptions } from '@azure/storage-blob';
import type { ResourceAccessModel } from '../detectors/resourceAccess/affinity/affinityModel';
import type { ResultRow } from '../detectors/resourceAccess/columns';
import { resourceAccessScoring } from '../detectors/resourceAccess/scoring';
import * as settings from '../settings';
import { logsIngestionOutput, type ServedHandler, withLogsIngestion } from '../sinks/logsIngestionOutput';
import { containerClient } from '../storage/containerClient';
import { DayJournal } from '../storage/dayJournal';
import { ModelSource } from '../storage/modelSource';
import { ToldJournal } from '../storage/toldJournal';
import { journalShard } from './journalShard';
import { Scorer, type ScorerOptions } from './scorer';
import { softDeadline } from './softDeadline';

/** How the two services are reached, where not as the SDKs do by default. */
export interface Transport {
  readonly storage?: StoragePipelineOptions;
  readonly logsIngestion?: LogsIngestionClientOptions;
}

/**
 * What `scoreEvents` does with a batch of messages: scores their rows, delivers the findings, parks what can never be
 * delivered. Each call makes the state of one worker; its settings are read when the first batch comes.
 *
 * @returns a handler that throws when the batch has to be tried again
 */
export function scoreEventsHandler(
  environment: settings.Environment,
  transport: Transport = {},
  detector = resourceAccessScoring,
): ServedHandler<unknown[]> {
  const findings = logsIngestionOutput<ResultRow>({
    name: 'findings',
    settings: () => settings.logsIngestionSettings(environment),
    client: transport.logsIngestion,
    timeLimit: softDeadline.sending,
  });
  const scorer = new Scorer(() => scorerOptions(environment, transport, detector));
  return withLogsIngestion(
    findings,
    async (bodies, context) => {
      const scored = await scorer.score(bodies, context, new Date());
      context.extraOutputs.set(
        findings,
        scored.findings.map(({ row }) => row),
      );
      return scored;
    },
    (delivery, scored, context, began) => scorer.settle(delivery, scored, context, began),
  );
}

export function scorerOptions(
  environment: settings.Environment,
  transport: Transport,
  detector = resourceAccessScoring,
): ScorerOptions<ResourceAccessModel, ResultRow> {
  const { name, decode } = detector;
  const models = settings.modelContainer(environment);
  const deadLetters = settings.deadLetterContainer(environment);
  return {
    detector,
    models: new ModelSource({
      container: containerClient(models.connection, models.container, transport.storage),
      detector: name,
      decode,
    }),
    deadLetters: containerClient(deadLetters.connection, deadLetters.container, transport.storage),
    journal: new ToldJournal(dayJournal(environment, transport, name)),
    identity: settings.identityRules(environment),
    rule: settings.writingRule(environment),
  };
}

/** The journal of a detector, by the app's settings. */
export function dayJournal(environment: settings.Environment, transport: Transport, detector: string): DayJournal {
  const { connection, container } = settings.journalContainer(environment);
  return new DayJournal(containerClient(connection, container, transport.storage), {
    detector,
    shard: journalShard(environment),
    days: settings.caseDays(environment),
  });
}
