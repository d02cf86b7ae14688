import { setImmediate as nextTurn } from 'node:timers/promises';
import type { InvocationContext } from '@azure/functions';
import type { DescribedModel, WritingRule } from '../detectors/detector';
import type { Delivery } from '../sinks/deliverRows';
import type { DayJournal } from '../storage/dayJournal';
import type { ModelSource } from '../storage/modelSource';
import { jsonLine } from '../text/jsonLine';
import { messageText } from '../text/messageText';
import { type CaseCounts, emptyCaseCounts } from './caseCounts';
import { caseLimits } from './caseLimits';
import type { GatheredDay, TenantUser } from './gatheredDay';
import { GatheredDays } from './gatheredDays';
import { type Judging, judgeUserDay } from './judgeUserDay';

/** Milliseconds of judging at a time: where the process scores messages too, these must not wait for all of it. */
const slice = 50;

export interface CaseOptions<Model, Row extends object> extends Pick<Judging<Model, Row>, 'detector'> {
  readonly models: ModelSource<DescribedModel<Model>>;
  readonly journal: DayJournal;
  readonly rule: WritingRule;
  /** UTC days, today among them, whose cases still change. */
  readonly days: number;
}

/** Cases to deliver, each with the user's day it is of. */
export interface GatheredCases<Row> {
  readonly cases: ReadonlyMap<Row, { readonly gathered: GatheredDay; readonly user: TenantUser }>;
  readonly counts: CaseCounts;
  /** Why nothing was done. */
  readonly idle?: string;
}

/**
 * Makes cases of what all instances told the journal. A user's day waits to be judged from when something new is told of
 * it until its case is delivered, or found not to be worth one.
 */
export class CaseGatherer<Model, Row extends object> {
  readonly #makeOptions: () => CaseOptions<Model, Row>;
  readonly #days = new GatheredDays();
  #madeOptions: CaseOptions<Model, Row> | undefined;
  #saidIdle: string | undefined;

  /** @param makeOptions called at the first invocation, and again until it succeeds */
  constructor(makeOptions: () => CaseOptions<Model, Row>) {
    this.#makeOptions = makeOptions;
  }

  /** @throws SettingError, ModelStoreError, JournalError: what is not done is done by the next invocation. */
  async gather(context: InvocationContext, now: Date): Promise<GatheredCases<Row>> {
    const end = performance.now() + caseLimits.judging;
    const counts = emptyCaseCounts();
    try {
      const { detector, models, journal, rule, days } = (this.#madeOptions ??= this.#makeOptions());
      const loaded = await models.current(now, ({ message }) => context.warn(messageText(message)));
      if (loaded === undefined) return { cases: new Map(), counts, idle: 'there is no model yet' };
      const { model } = loaded.model;
      const modelVersion = loaded.manifest.version;
      if (!detector.userDays.areJudged(model)) {
        return { cases: new Map(), counts, idle: `model ${modelVersion} judges single accesses only` };
      }
      await this.#days.read(journal, days, now, counts);
      const judging = { detector, model, modelVersion, rule, scoredAt: now };
      return { cases: await this.#judge(judging, counts, () => performance.now() > end), counts };
    } catch (error) {
      context.log(jsonLine({ function: context.functionName, ...counts, error: messageText(String(error)) }));
      throw error;
    }
  }

  /**
   * Notes what was delivered, and logs the invocation's one line; where there was nothing to do, the first time only. What
   * was refused waits too, as there is nowhere to park it: until its day is past, or what refuses it is put right.
   * @throws DeliveryError where cases are left that could not be delivered: the next invocation delivers them.
   */
  settle(
    { delivered, refused, error }: Delivery<Row>,
    { cases, counts, idle }: GatheredCases<Row>,
    context: InvocationContext,
  ): void {
    if (idle !== undefined && idle === this.#saidIdle) return;
    this.#saidIdle = idle;
    for (const row of delivered) {
      const { gathered, user } = cases.get(row)!;
      gathered.settle(user);
    }
    counts.written = delivered.length;
    counts.refused = refused.length;
    counts.waiting = this.#waiting();
    const detail = refused[0]?.error.message;
    const line = jsonLine({
      function: context.functionName,
      ...counts,
      ...(idle !== undefined && { idle }),
      ...(detail !== undefined && { detail: messageText(detail) }),
      ...(error && { error: messageText(error.message) }),
    });
    if (refused.length + counts.damagedLines + counts.beyondLimit > 0) context.warn(line);
    else context.log(line);
    if (error !== undefined) throw error;
  }

  async #judge(judging: Judging<Model, Row>, counts: CaseCounts, isLate: () => boolean) {
    const cases = new Map<Row, { readonly gathered: GatheredDay; readonly user: TenantUser }>();
    counts.userDays = this.#waiting();
    let sliceEnd = performance.now() + slice;
    for (const [day, gathered] of this.#days.entries()) {
      for (const user of gathered.changed()) {
        if (cases.size >= caseLimits.rows || isLate()) return cases;
        const judged = judgeUserDay(gathered.accessesOf(user), day, judging);
        if (judged !== 'learnt') counts.scored += 1;
        if (judged !== 'learnt' && judged.row !== undefined) cases.set(judged.row, { gathered, user });
        else gathered.settle(user);
        if (performance.now() < sliceEnd) continue;
        await nextTurn();
        sliceEnd = performance.now() + slice;
      }
    }
    return cases;
  }

  #waiting(): number {
    let waiting = 0;
    for (const [, gathered] of this.#days.entries()) waiting += gathered.changed().length;
    return waiting;
  }
}
