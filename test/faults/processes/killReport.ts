/** What a campaign of kills did and what it found; `missing` to `duplicatesAfterCollapse` must be 0. */
export interface KillReport {
  readonly seed: number;
  /** Kills by the moment they came in. */
  readonly kills: Readonly<Record<string, number>>;
  /** Times that storage was stopped while the functions ran. */
  readonly storageOutages: number;
  /** Requests that met a fault, by service and status; 400 is for rows that are refused for good. */
  readonly faults: Readonly<Record<string, number>>;
  readonly messages: number;
  readonly rows: number;
  /** Rows of findings that are neither in the table nor parked. */
  readonly missing: number;
  /** Rows of the table that nothing sent can have made. */
  readonly invented: number;
  /** Rows of the table that differ from what the model they name makes of their accesses. */
  readonly altered: number;
  /** Unreadable or refused messages without a dead letter. */
  readonly notParked: number;
  /** Dead letters that are not, to the byte, what was sent at their place in the hub. */
  readonly alteredLetters: number;
  /** Messages parked as refused although the table refuses none of their findings. */
  readonly wronglyParked: number;
  /** Rows of one finding beyond the first, once collapsed by RecordId. */
  readonly duplicatesAfterCollapse: number;
  readonly duplicates: number;
  readonly duplicateLetters: number;
  /** Models that scored a row of the table; one of them may be "none yet". */
  readonly modelVersions: number;
  /** Milliseconds from a kill until an invocation of scoreEvents next succeeded: the longest. */
  readonly longestRecovery: number;
  /** Milliseconds from sending a row after all of it until its finding was in the table. */
  readonly freshRow: number;
  readonly seconds: number;
}

/** Names of the figures that are not 0 though they must be. */
export function brokenPromises(report: KillReport): string[] {
  const promises = [
    'missing',
    'invented',
    'altered',
    'notParked',
    'alteredLetters',
    'wronglyParked',
    'duplicatesAfterCollapse',
  ] as const;
  return promises.filter((name) => report[name] !== 0);
}
