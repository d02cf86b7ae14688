import type { ResultRow } from '../../../shared/detectors/resourceAccess/columns';
import type { EventHubMessage } from '../../../shared/events/eventHubMessage';
import { deadLettersOf } from '../../../shared/jobs/deadLettersOf';
import { scorerOptions, type Transport } from '../../../shared/jobs/scoreEventsHandler';
import type { ScoredMessages } from '../../../shared/jobs/scoreMessages';
import { type ScoringRules, scoreWithCurrentModel } from '../../../shared/jobs/scoreWithCurrentModel';
import { type Environment, logsIngestionSettings } from '../../../shared/settings';
import type { Delivery } from '../../../shared/sinks/deliverRows';
import { logsIngestionOutput } from '../../../shared/sinks/logsIngestionOutput';
import type { DeadLetter } from '../../../shared/storage/deadLetterLine';
import type { Outcome, Target } from './target';

export interface ScorerTargetOptions<Model, Row extends object> extends ScoringRules<Model, Row> {
  /** Never throws, and is never late. */
  readonly deliver: (rows: readonly Row[]) => Promise<Delivery<Row>>;
  /** Told of a model that could not be used, and of an outage while there is one. */
  readonly onWarning: (message: string) => void;
}

/**
 * Scores here what `scoreEvents` would score, by the app's settings and with the current model, and writes the findings
 * to the table.
 *
 * @throws SettingError
 */
export function scorerTargetOf(
  environment: Environment,
  onWarning: (message: string) => void,
  transport: Transport = {},
): Target {
  const settings = logsIngestionSettings(environment);
  const { deliver } = logsIngestionOutput<ResultRow>({
    name: 'findings',
    settings: () => settings,
    client: transport.logsIngestion,
    // Nobody ends a command after some minutes, as the host does a function.
    timeLimit: Number.POSITIVE_INFINITY,
  });
  return scorerTarget({ ...scorerOptions(environment, transport), deliver, onWarning });
}

export function scorerTarget<Model, Row extends object>(options: ScorerTargetOptions<Model, Row>): Target {
  return {
    async send(letters) {
      try {
        const warn = ({ message }: Error) => options.onWarning(message);
        const scored = await scoreWithCurrentModel(letters.map(messageOf), options, new Date(), warn);
        return outcomes(letters, scored, await options.deliver(scored.findings.map(({ row }) => row)));
      } catch (cause) {
        const error = cause instanceof Error ? cause : new Error(String(cause));
        return letters.map(() => ({ kind: 'failed', error }));
      }
    },
    close: async () => {},
  };
}

function messageOf({ body, partition, sequenceNumber, offset, enqueuedTime }: DeadLetter): EventHubMessage {
  return {
    body,
    partition: partition ?? '',
    sequenceNumber: String(sequenceNumber ?? ''),
    offset: offset ?? '',
    enqueuedTime: enqueuedTime ?? '',
  };
}

/** A letter is through when all its findings are delivered, or it has none. */
function outcomes<Row>(
  letters: readonly DeadLetter[],
  scored: ScoredMessages<Row>,
  delivery: Delivery<Row>,
): Outcome[] {
  const undelivered = new Set(delivery.error?.undelivered);
  const open = new Set(scored.findings.filter(({ row }) => undelivered.has(row)).map(({ message }) => message.body));
  const parked = new Map(deadLettersOf(delivery, scored).letters.map((letter) => [letter.body, letter]));
  return letters.map(({ body }) => {
    if (delivery.error !== undefined && open.has(body)) return { kind: 'failed', error: delivery.error };
    const { reason, detail } = parked.get(body) ?? {};
    if (reason === undefined || detail === undefined) return { kind: 'through' };
    return { kind: 'refused', reason, detail };
  });
}
