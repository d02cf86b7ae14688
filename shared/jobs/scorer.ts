import type { InvocationContext } from '@azure/functions';
import type { ContainerClient } from '@azure/storage-blob';
import { eventHubMessages } from '../events/eventHubMessage';
import type { Delivery } from '../sinks/deliverRows';
import { parkMessages } from '../storage/deadLetters';
import { jsonLine } from '../text/jsonLine';
import { messageText } from '../text/messageText';
import { deadLettersOf } from './deadLettersOf';
import { type InvocationCounts, retriedCounts, unreadCounts } from './invocationCounts';
import type { ScoredMessages } from './scoreMessages';
import { type ScoringRules, scoreWithCurrentModel } from './scoreWithCurrentModel';
import { softDeadline } from './softDeadline';

export interface ScorerOptions<Model, Row extends object> extends ScoringRules<Model, Row> {
  readonly deadLetters: ContainerClient;
}

/** What happens to a batch of messages between the trigger and the output binding, and after it. */
export class Scorer<Model, Row extends object> {
  readonly #makeOptions: () => ScorerOptions<Model, Row>;
  #madeOptions: ScorerOptions<Model, Row> | undefined;

  /** @param makeOptions called at the first batch, and again until it succeeds: an app must load without its settings. */
  constructor(makeOptions: () => ScorerOptions<Model, Row>) {
    this.#makeOptions = makeOptions;
  }

  get #options(): ScorerOptions<Model, Row> {
    return (this.#madeOptions ??= this.#makeOptions());
  }

  /**
   * @throws SettingError when a setting is missing or malformed: the batch must be tried again.
   * @throws ModelStoreError when it cannot be known whether there is a model: the batch must be tried again.
   * @throws JournalError when the journal could not be told all: the batch must be tried again.
   */
  async score(bodies: readonly unknown[], context: InvocationContext, now: Date): Promise<ScoredMessages<Row>> {
    const end = performance.now() + softDeadline.reading;
    try {
      const messages = eventHubMessages(bodies, context.triggerMetadata);
      const warn = ({ message }: Error) => context.warn(messageText(message));
      return await scoreWithCurrentModel(messages, this.#options, now, warn, () => performance.now() > end);
    } catch (error) {
      logCounts(context, unreadCounts(bodies.length));
      throw error;
    }
  }

  /**
   * Parks what can never be delivered, or not in time, and logs the invocation's one line.
   * @throws DeliveryError, DeadLetterError when the batch must be tried again.
   */
  async settle(
    delivery: Delivery<Row>,
    scored: ScoredMessages<Row>,
    context: InvocationContext,
    began = performance.now(),
  ): Promise<void> {
    try {
      if (delivery.error !== undefined) throw delivery.error;
      const counts = await this.#park(delivery, scored, context, began);
      logCounts(context, { ...counts, written: delivery.delivered.length });
    } catch (error) {
      logCounts(context, retriedCounts(scored.counts));
      throw error;
    }
  }

  async #park(
    delivery: Delivery<Row>,
    scored: ScoredMessages<Row>,
    context: InvocationContext,
    began: number,
  ): Promise<InvocationCounts> {
    const { letters, unsentRows } = deadLettersOf(delivery, scored);
    const timeLeft = began + softDeadline.parking - performance.now();
    const parking = { invocationId: context.invocationId, now: new Date(), timeLeft };
    const blob = await parkMessages(this.#options.deadLetters, letters, parking);
    const { counts } = scored;
    const settled = { ...counts, scored: counts.scored - unsentRows, parked: counts.parked + unsentRows };
    return blob === undefined ? settled : { ...settled, deadLetters: { blob, detail: letters[0]?.detail ?? '' } };
  }
}

/** One line, so that the counts of all invocations can be added up; a warning where somebody should look at it. */
function logCounts(context: InvocationContext, counts: InvocationCounts): void {
  const line = jsonLine({ function: context.functionName, ...counts });
  if (counts.parked > 0) context.warn(line);
  else context.log(line);
}
