import type { AccessGroup, Detector, Score, WritingRule } from '../detectors/detector';
import { recordId } from '../detectors/recordId';
import type { Access, RowReader } from '../events/access';
import { readEnvelope } from '../events/envelope';
import type { EventHubMessage } from '../events/eventHubMessage';
import { withoutDuplicates } from '../events/readerFilters';
import { AccessGroups } from './accessGroups';
import { FirstTimeAccesses } from './firstTimeAccesses';
import { emptyCounts, type InvocationCounts } from './invocationCounts';

/** A finding to deliver, and the message it came from, so that the message can be set aside if it is refused. */
export interface Finding<Row> {
  readonly row: Row;
  readonly message: EventHubMessage;
  /** Number of rows it stands for. */
  readonly accessCount: number;
}

/** A message that cannot be read as rows, and why. */
export interface UnreadableMessage {
  readonly message: EventHubMessage;
  readonly reason: string;
}

export interface ScoredMessages<Row> {
  readonly findings: readonly Finding<Row>[];
  /** What users' days are made of, whatever its score: see {@link FirstTimeAccesses}. */
  readonly firstTime: readonly Access[];
  readonly unreadable: readonly UnreadableMessage[];
  /** Not read, because time was up. */
  readonly late: readonly EventHubMessage[];
  readonly counts: InvocationCounts;
}

/** What scoring asks of a detector. */
export type ScoringDetector<Model, Row> = Pick<
  Detector<never, never, Model, Row>,
  'name' | 'score' | 'isWorthWriting' | 'explain' | 'finding' | 'userDays'
>;

export interface Scoring<Model, Row> {
  readonly detector: ScoringDetector<Model, Row>;
  readonly reader: RowReader;
  /** Undefined while there is no model yet: findings then say so. */
  readonly model: Model | undefined;
  readonly modelVersion: string;
  /** Which findings are written. */
  readonly rule: WritingRule;
  readonly scoredAt: Date;
  /** Whether time is up: the messages not yet read are then returned as they are, save the first, which always is read. */
  readonly isLate?: () => boolean;
}

/**
 * Scores the rows of messages. Accesses of one (user, resource) become one finding within their message and never
 * across messages, because a redelivery may batch messages differently. Never throws: what cannot be read is returned.
 */
export function scoreMessages<Model, Row>(
  messages: readonly EventHubMessage[],
  scoring: Scoring<Model, Row>,
): ScoredMessages<Row> {
  const scoredAt = scoring.scoredAt.toISOString();
  const counts = emptyCounts();
  const findings: Finding<Row>[] = [];
  const unreadable: UnreadableMessage[] = [];
  const late: EventHubMessage[] = [];
  const firstTime = new FirstTimeAccesses();
  const { model, detector } = scoring;
  const daysJudged = model !== undefined && detector.userDays.areJudged(model) ? model : undefined;
  for (const [index, message] of messages.entries()) {
    if (index > 0 && scoring.isLate?.()) {
      late.push(...messages.slice(index));
      break;
    }
    const envelope = readEnvelope(message.body, scoring.reader.columns);
    if ('unreadable' in envelope) {
      counts.received++;
      counts.parked++;
      unreadable.push({ message, reason: envelope.unreadable });
    } else {
      // Data export may repeat a row within a message.
      const groups = groupAccesses(envelope.rows, withoutDuplicates(scoring.reader, Number.POSITIVE_INFINITY), counts);
      for (const group of groups) {
        const score = detector.score(model, group[0]);
        if (daysJudged !== undefined && isFirstTime(detector, daysJudged, group[0], score)) firstTime.add(group);
        const row = resultRow(group, score, scoring, scoredAt);
        if (row !== undefined) findings.push({ row, message, accessCount: group.length });
      }
    }
  }
  counts.received += late.length;
  counts.parked += late.length;
  return { findings, firstTime: firstTime.all(), unreadable, late, counts };
}

function groupAccesses(rows: readonly unknown[], reader: RowReader, counts: InvocationCounts): readonly AccessGroup[] {
  const groups = new AccessGroups();
  for (const row of rows) {
    counts.received++;
    const reading = reader(row);
    if ('skipped' in reading) {
      counts.skipped[reading.skipped] = (counts.skipped[reading.skipped] ?? 0) + 1;
    } else {
      counts.scored++;
      groups.add(reading.access);
    }
  }
  return groups.all();
}

/** A known pair is no first time. Nearly all are such, and their score says so: they need not be looked up again. */
function isFirstTime<Model, Row>(
  { userDays }: ScoringDetector<Model, Row>,
  model: Model,
  access: Access,
  { reason }: Score,
): boolean {
  return reason !== 'knownPair' && userDays.isFirstTime(model, access);
}

/** The row of the result table, with its explanation; undefined where it is not worth writing. */
function resultRow<Model, Row>(
  accesses: AccessGroup,
  score: Score,
  { detector, model, modelVersion, rule }: Scoring<Model, Row>,
  scoredAt: string,
): Row | undefined {
  if (!detector.isWorthWriting(model, accesses[0], score, rule)) return undefined;
  const context = { recordId: recordId(detector.name, accesses), modelVersion, scoredAt };
  return detector.finding(accesses, score, detector.explain(model, accesses[0], score), context);
}
