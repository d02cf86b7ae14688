import { createHash } from 'node:crypto';
import type { IdentityRules } from '../events/identity';
import { detectorFolder } from './modelLayout';

/** By what rules accesses were read and counted: what was kept by others does not hold. */
export interface AggregateRules {
  readonly detector: string;
  /** The detector's `partFormat`. */
  readonly partFormat: number;
  readonly identity: IdentityRules;
}

/** Raised whenever the layout of aggregates' names or of their ledger changes. */
const layoutFormat = 1;

const namePattern = /^[0-9a-f]{32}\/[0-9a-f]{32}\/(\d{4}-\d\d-\d\d)\.bin$/;

/** Names of a detector's aggregates within the model container. */
export const aggregateBlobs = {
  folder: (detector: string) => `${detectorFolder(detector)}/aggregates/`,

  /**
   * Of one UTC day of one workspace.
   *
   * @param workspace as the export spells it
   * @param midnight of the day, milliseconds since 1970
   */
  day: (rules: AggregateRules, workspace: string, midnight: number) =>
    `${aggregateBlobs.folder(rules.detector)}${fingerprint(rules)}/${digest(workspace)}/` +
    `${new Date(midnight).toISOString().slice(0, 10)}.bin`,
};

/** The day of an aggregate, `2026-11-20`; undefined for any other blob. */
export function aggregateDay(detector: string, name: string): string | undefined {
  const folder = aggregateBlobs.folder(detector);
  return name.startsWith(folder) ? namePattern.exec(name.slice(folder.length))?.[1] : undefined;
}

/** Tells rules apart; the order of exclusions is of no effect. */
export function fingerprint({ partFormat, identity }: AggregateRules): string {
  const exclusions = [identity.excludedAccounts, identity.excludedShares].map((patterns) => [...patterns].sort());
  return digest(JSON.stringify([layoutFormat, partFormat, identity.user, identity.resource, ...exclusions]));
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
