import type { ResultRow } from '../../../shared/detectors/resourceAccess/columns';
import { ActionableError } from '../../../shared/errors';
import type { EventHubMessage } from '../../../shared/events/eventHubMessage';
import { deadLettersOf } from '../../../shared/jobs/deadLettersOf';
import { scorerOptions, type Transport } from '../../../shared/jobs/scoreEventsHandler';
import type { ScoredMessages } from '../../../shared/jobs/scoreMessages';
import { type ScoringRules, scoreWithCurrentModel } from '../../../shared/jobs/scoreWithCurrentModel';
import { type Environment, logsIngestionSettings, modelContainer } from '../../../shared/settings';
import type { Delivery, DeliveryError } from '../../../shared/sinks/deliverRows';
import { logsIngestionOutput } from '../../../shared/sinks/logsIngestionOutput';
import type { DeadLetter } from '../../../shared/storage/deadLetterLine';
import type { Outcome, Target } from './target';

/** There is no model to score by. The function goes on without one; here it is rather a setting that is wrong. */
export class NoModelError extends ActionableError {}

/** Nothing answered at the endpoint for rows. */
export class UnreachedError extends ActionableError {}

export interface ScorerTargetOptions<Model, Row extends object> extends ScoringRules<Model, Row> {
  /** Never throws, and is never late. */
  readonly deliver: (rows: readonly Row[]) => Promise<Delivery<Row>>;
  /** Told of a model that could not be used, and of an outage while there is one. */
  readonly onWarning: (message: string) => void;
  /** Where the models are, for a message. */
  readonly modelContainer: string;
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
  const { container } = modelContainer(environment);
  return scorerTarget({ ...scorerOptions(environment, transport), deliver, onWarning, modelContainer: container });
}

export function scorerTarget<Model, Row extends object>(options: ScorerTargetOptions<Model, Row>): Target {
  return {
    async send(letters) {
      try {
        const warn = ({ message }: Error) => options.onWarning(message);
        const now = new Date();
        if ((await options.models.current(now, warn)) === undefined) throw noModelError(options.modelContainer);
        const scored = await scoreWithCurrentModel(letters.map(messageOf), options, now, warn);
        return outcomes(letters, scored, await options.deliver(scored.findings.map(({ row }) => row)));
      } catch (cause) {
        const error = cause instanceof Error ? cause : new Error(String(cause));
        return letters.map(() => ({ kind: 'failed', error }));
      }
    },
    close: async () => {},
  };
}

function noModelError(container: string): NoModelError {
  return new NoModelError(
    `There is no model in container ${container} to score with: check MODEL_CONTAINER, or replay to the hub.`,
  );
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

/** Names the setting where nothing answered at the endpoint; where there was no token, that setting is not at fault. */
function withSetting(error: DeliveryError): Error {
  const cause = error.cause instanceof Error ? error.cause.cause : undefined;
  const { statusCode, name } = (cause ?? {}) as { statusCode?: number; name?: string };
  if (statusCode !== undefined || /Credential|Authentication|Token/.test(name ?? '')) return error;
  return new UnreachedError(`${error.message.replace(/\.$/, '')}: check LOGS_INGESTION_ENDPOINT.`, { cause: error });
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
    if (delivery.error !== undefined && open.has(body)) return { kind: 'failed', error: withSetting(delivery.error) };
    const { reason, detail } = parked.get(body) ?? {};
    if (reason === undefined || detail === undefined) return { kind: 'through' };
    return { kind: 'refused', reason, detail };
  });
}
