import type { AnomalyKind } from './access';
import type { Range } from './draws';

/** How accesses of a kind are planted in the test window. */
export interface PlantingRule {
  /** Incidents of a week of 2,000 users; one at least, whatever the size. */
  readonly incidentsAWeek: number;
  /** Foreign shares of an incident: distinct ones, none of which the account opens otherwise. */
  readonly shares: Range;
  /** Hours within which they are opened; undefined: one a day, on different days. */
  readonly withinHours: number | undefined;
}

/**
 * The rules by which anomalies are planted. Each is by an account of its own, on a day it also does ordinary work. With
 * 2,000 users a week has 24 incidents, of about 55 pairs of an account and a share.
 */
export const plantingRules: Readonly<Record<AnomalyKind, PlantingRule>> = {
  /** A member opens shares of departments of other divisions, low and slow. */
  crossDepartment: { incidentsAWeek: 6, shares: { least: 1, most: 2 }, withinHours: undefined },
  /** A member goes through shares of any other departments. */
  sweep: { incidentsAWeek: 1, shares: { least: 8, most: 25 }, withinHours: 1 },
  /** An account that is new in the window, and was hired by nobody, opens shares of several departments. */
  newAccount: { incidentsAWeek: 1, shares: { least: 4, most: 8 }, withinHours: 6 },
  /** A member opens administrative shares of one server or several. */
  adminShare: { incidentsAWeek: 3, shares: { least: 1, most: 3 }, withinHours: 1 },
  /** A member opens shares of another team of the department; next to ordinary, so hard to tell. */
  adjacentTeam: { incidentsAWeek: 6, shares: { least: 1, most: 2 }, withinHours: 4 },
  /** The account of an application, which opens the same shares every day, opens shares of people. */
  serviceAccount: { incidentsAWeek: 2, shares: { least: 2, most: 4 }, withinHours: 1 },
  /** A member opens shares of departments on servers of another site, none of which they have used. */
  otherSite: { incidentsAWeek: 5, shares: { least: 1, most: 2 }, withinHours: 8 },
};
