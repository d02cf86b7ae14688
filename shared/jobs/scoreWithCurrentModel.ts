import type { DescribedModel, Detector, WritingRule } from '../detectors/detector';
import type { EventHubMessage } from '../events/eventHubMessage';
import type { IdentityRules } from '../events/identity';
import type { DayJournal } from '../storage/dayJournal';
import type { ModelSource } from '../storage/modelSource';
import { type ScoredMessages, type Scoring, type ScoringDetector, scoreMessages } from './scoreMessages';

/** What to score by, whoever asks. */
export interface ScoringRules<Model, Row extends object> {
  readonly detector: ScoringDetector<Model, Row> & Pick<Detector<never, never, Model, Row>, 'reader'>;
  readonly models: ModelSource<DescribedModel<Model>>;
  /** Told what users' days are made of. */
  readonly journal: Pick<DayJournal, 'append'>;
  readonly identity: IdentityRules;
  readonly rule: WritingRule;
}

/**
 * Scores messages with the model that is current, and tells the journal which of their accesses are first-time ones: before
 * anything is delivered, so that no finding is sent again and again while the journal cannot be written.
 *
 * @param warn told of a model that could not be used, and of an outage while there is one at hand
 * @throws ModelStoreError when it cannot be known whether there is a model
 * @throws JournalError when the journal could not be told all: score the messages again
 */
export async function scoreWithCurrentModel<Model, Row extends object>(
  messages: readonly EventHubMessage[],
  { detector, models, journal, identity, rule }: ScoringRules<Model, Row>,
  now: Date,
  warn: (error: Error) => void,
  isLate?: Scoring<Model, Row>['isLate'],
): Promise<ScoredMessages<Row>> {
  const loaded = await models.current(now, warn);
  // Rows are named as in training, or nobody would be known; what is left out follows the setting at once.
  const { user, resource } = loaded?.model.description.identity ?? identity;
  const scored = scoreMessages(messages, {
    detector,
    reader: detector.reader({ ...identity, user, resource }),
    model: loaded?.model.model,
    modelVersion: loaded?.manifest.version ?? '',
    rule,
    scoredAt: now,
    ...(isLate && { isLate }),
  });
  if (scored.firstTime.length === 0) return scored;
  const { outside } = await journal.append(scored.firstTime, now);
  return outside === 0 ? scored : { ...scored, counts: { ...scored.counts, tooLateForCase: outside } };
}
