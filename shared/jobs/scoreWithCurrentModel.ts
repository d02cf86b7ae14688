import type { DescribedModel, Detector } from '../detectors/detector';
import type { EventHubMessage } from '../events/eventHubMessage';
import type { IdentityRules } from '../events/identity';
import type { ModelSource } from '../storage/modelSource';
import { type ScoredMessages, type Scoring, scoreMessages } from './scoreMessages';

/** What to score by, whoever asks. */
export interface ScoringRules<Model, Row extends object> {
  readonly detector: Pick<Detector<never, never, Model, Row>, 'name' | 'reader' | 'score' | 'finding'>;
  readonly models: ModelSource<DescribedModel<Model>>;
  readonly identity: IdentityRules;
  readonly minimumScore: number;
}

/**
 * Scores messages with the model that is current.
 *
 * @param warn told of a model that could not be used, and of an outage while there is one at hand
 * @throws ModelStoreError when it cannot be known whether there is a model
 */
export async function scoreWithCurrentModel<Model, Row extends object>(
  messages: readonly EventHubMessage[],
  { detector, models, identity, minimumScore }: ScoringRules<Model, Row>,
  now: Date,
  warn: (error: Error) => void,
  isLate?: Scoring<Model, Row>['isLate'],
): Promise<ScoredMessages<Row>> {
  const loaded = await models.current(now, warn);
  // Rows are named as in training, or nobody would be known; what is left out follows the setting at once.
  const { user, resource } = loaded?.model.description.identity ?? identity;
  return scoreMessages(messages, {
    detector,
    reader: detector.reader({ ...identity, user, resource }),
    model: loaded?.model.model,
    modelVersion: loaded?.manifest.version ?? '',
    minimumScore,
    scoredAt: now,
    ...(isLate && { isLate }),
  });
}
