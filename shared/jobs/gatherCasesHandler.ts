import type { Timer } from '@azure/functions';
import type { ResultRow } from '../detectors/resourceAccess/columns';
import { resourceAccessScoring } from '../detectors/resourceAccess/scoring';
import * as settings from '../settings';
import { logsIngestionOutput, type ServedHandler, withLogsIngestion } from '../sinks/logsIngestionOutput';
import { CaseGatherer } from './caseGatherer';
import { dayJournal, scorerOptions, type Transport } from './scoreEventsHandler';
import { softDeadline } from './softDeadline';

/** Requests spent on finding rows that are refused: every turn of the timer does so anew. */
const searchLimit = 64;

/**
 * What `gatherCases` does at each turn of its timer: makes cases of what the journal was told and delivers them. Each call
 * makes the state of one worker; its settings are read at the first turn.
 *
 * @returns a handler that throws where something is left for the next turn because of an outage
 */
export function gatherCasesHandler(
  environment: settings.Environment,
  transport: Transport = {},
  detector = resourceAccessScoring,
): ServedHandler<Timer> {
  const cases = logsIngestionOutput<ResultRow>({
    name: 'cases',
    settings: () => settings.logsIngestionSettings(environment),
    client: transport.logsIngestion,
    timeLimit: softDeadline.sending,
    searchLimit,
  });
  const gatherer = new CaseGatherer(() => {
    const { models, rule } = scorerOptions(environment, transport, detector);
    const journal = dayJournal(environment, transport, detector.name);
    return { detector, models, journal, rule, days: settings.caseDays(environment) };
  });
  return withLogsIngestion(
    cases,
    async (_timer, context) => {
      const gathered = await gatherer.gather(context, new Date());
      context.extraOutputs.set(cases, [...gathered.cases.keys()]);
      return gathered;
    },
    (delivery, gathered, context) => gatherer.settle(delivery, gathered, context),
  );
}
