import type { AccessGroup } from '../../../shared/detectors/detector';
import {
  type AffinityScoredModel,
  isDayWithinBudget,
  isWithinBudget,
  scoreByAffinity,
  scoreUserDay,
} from '../../../shared/detectors/resourceAccess/affinity/affinityAccess';
import type { Access } from '../../../shared/events/access';

/** Chances that the observed shares are compared with. */
export const levels = [1e-2, 1e-3, 1e-4, 1e-5] as const;

/** How many there were, and how many of them had a p-value of at most each of the levels. */
export interface LevelCounts {
  readonly count: number;
  readonly atMost: readonly number[];
}

/** What a model says of the legitimate first-time accesses of one day of one tenant. */
export interface ObservedDay {
  readonly accesses: LevelCounts;
  /** Of users' days with a first-time access. */
  readonly userDays: LevelCounts;
  /** Findings that would be written. */
  readonly accessFindings: number;
  readonly caseFindings: number;
}

/** @param accesses in the order of time, one for each pair. */
export function observeDay(model: AffinityScoredModel, accesses: readonly Access[], dailyBudget: number): ObservedDay {
  const rule = { dailyBudget, minimumScore: 0 };
  const scored = accesses
    .map((access) => ({ access, score: scoreByAffinity(model, access) }))
    .filter(({ score }) => score.reason !== 'knownPair' && score.reason !== 'ubiquitousUser');
  const byUser = Map.groupBy(scored, ({ access }) => access.user);
  const groups = [...byUser.values()].map((own) => own.map(({ access }) => access) as [Access, ...Access[]]);
  const days = groups.map((group: AccessGroup) => ({ group, day: scoreUserDay(model, group) }));
  return {
    accesses: countLevels(scored.map(({ score }) => score.pValue ?? 1)),
    userDays: countLevels(days.map(({ day }) => day.pValue)),
    accessFindings: scored.filter(({ access, score }) => isWithinBudget(model, access.tenant, score, rule)).length,
    caseFindings: days.filter(({ group, day }) => isDayWithinBudget(model, group, day, rule)).length,
  };
}

function countLevels(pValues: readonly number[]): LevelCounts {
  return {
    count: pValues.length,
    atMost: levels.map((level) => pValues.filter((pValue) => pValue <= level).length),
  };
}

/** The sum of days. */
export function addDays(days: readonly ObservedDay[]): ObservedDay {
  const sum = (of: (day: ObservedDay) => number) => days.reduce((total, day) => total + of(day), 0);
  const add = (of: (day: ObservedDay) => LevelCounts): LevelCounts => ({
    count: sum((day) => of(day).count),
    atMost: levels.map((_, level) => sum((day) => of(day).atMost[level]!)),
  });
  return {
    accesses: add(({ accesses }) => accesses),
    userDays: add(({ userDays }) => userDays),
    accessFindings: sum(({ accessFindings }) => accessFindings),
    caseFindings: sum(({ caseFindings }) => caseFindings),
  };
}
