import type { AccessGroup, Detector, WritingRule } from '../detectors/detector';
import { caseRecordId } from '../detectors/recordId';
import type { Access } from '../events/access';

/** By what users' days are judged. */
export interface Judging<Model, Row> {
  readonly detector: Pick<Detector<never, never, Model, Row>, 'name' | 'userDays'>;
  readonly model: Model;
  readonly modelVersion: string;
  readonly rule: WritingRule;
  readonly scoredAt: Date;
}

/** What a user's day came to: `learnt` where the model knows all of it by now; a row only where it is worth writing. */
export type JudgedDay<Row> = 'learnt' | { readonly row?: Row };

/**
 * Judges a user's UTC day. Accesses that the model has learnt since the journal was told of them do not count: to a model
 * that knows a pair, its first time says nothing.
 *
 * @param accesses of one user and day, one for each resource, in the order of time
 * @param day `2026-11-28`
 */
export function judgeUserDay<Model, Row>(
  accesses: readonly Access[],
  day: string,
  { detector, model, modelVersion, rule, scoredAt }: Judging<Model, Row>,
): JudgedDay<Row> {
  const { userDays, name } = detector;
  const group = accesses.filter((access) => userDays.isFirstTime(model, access));
  if (!isGroup(group)) return 'learnt';
  const score = userDays.score(model, group);
  if (!userDays.isWorthWriting(model, group, score, rule)) return {};
  const recordId = caseRecordId(name, group[0], day);
  return { row: userDays.finding(model, group, score, { recordId, modelVersion, scoredAt: scoredAt.toISOString() }) };
}

function isGroup(accesses: readonly Access[]): accesses is AccessGroup {
  return accesses.length > 0;
}
