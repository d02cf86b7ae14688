import type { Site, Team } from './organization';

export type Role = 'member' | 'manager' | 'assistant' | 'administrator' | 'helpdesk';

/** Somebody with an account, and how they work. Days are those of the timeline. */
export interface Person {
  /** `DOMAIN\name`. */
  readonly account: string;
  readonly role: Role;
  readonly team: Team;
  /** The day their account is new (below 0: it always was there), and the day after their last. */
  readonly joins: number;
  readonly leaves: number;
  /** The change to another team, if there is one. */
  readonly move: { readonly day: number; readonly to: Team } | undefined;
  /** Days at another site, if there are any. */
  readonly journey: { readonly from: number; readonly until: number; readonly to: Site } | undefined;
  /** Teams elsewhere that they work with. */
  readonly contacts: readonly Team[];
  /** Chance of opening shares on a working day. */
  readonly activity: number;
  /** Median of the accesses of such a day. */
  readonly accessesADay: number;
  /** Chance on such a day of opening a share that is none of theirs. */
  readonly oneOffChance: number;
  /** Hours from midnight, UTC, when they begin; may be negative. */
  readonly begins: number;
  readonly ipAddress: string;
}

/** The team a person belongs to on a day. */
export function teamOn(day: number, { team, move }: Person): Team {
  return move !== undefined && day >= move.day ? move.to : team;
}

/** Whether the person has an account and work on a day. */
export function isEmployed(day: number, { joins, leaves }: Person): boolean {
  return day >= joins && day < leaves;
}
