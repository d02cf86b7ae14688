const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** From when on something is taken to be wrong; all in milliseconds, unless they say otherwise. */
export const limits = {
  /** Since something was last exported: some Windows machine logs something every minute. */
  silentExport: hour,
  /** Since a checkpoint moved while messages wait: batches and their retries take minutes at most. */
  stuckCheckpoint: 30 * minute,
  /** Since the model was trained: three nights have failed. */
  oldModel: 3 * day,
  /** Until a role that was given takes effect everywhere. */
  freshRole: 30 * minute,
  /** Of a clock: tokens that are not valid yet, or no longer, are refused beyond it. */
  clockSkew: 5 * minute,
  /** Hours that a hub should keep messages: a weekend's outage loses them otherwise. */
  retentionHours: 72,
  /** Part of a day's 5140 rows that may be missing from the export. */
  missingFromExport: 0.02,
} as const;

/** A stretch of time as people say it: `12 minutes`, `3 hours`, `5 days`; of any sign. */
export function duration(milliseconds: number): string {
  const size = Math.abs(milliseconds);
  if (size < 2 * minute) return count(size / 1000, 'second');
  if (size < 2 * hour) return count(size / minute, 'minute');
  if (size < 2 * day) return count(size / hour, 'hour');
  return count(size / day, 'day');
}

function count(value: number, unit: string): string {
  const whole = Math.round(value);
  return `${whole} ${unit}${whole === 1 ? '' : 's'}`;
}
