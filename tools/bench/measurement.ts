/** What one contestant needed for one case, and how that compares. Everything a table or a file of results holds. */
export interface Measurement {
  readonly section: string;
  /** What was done, such as `10,000 x 5,000 x 500,000, rank 10`. */
  readonly subject: string;
  readonly contestant: string;
  readonly unit: Unit;
  /** One value a round; empty where the contestant did not take part. */
  readonly samples: readonly number[];
  /** Median of the rounds' ratios: how many times as much time (or memory) as the reference of its case takes. */
  readonly ratio: number | null;
  /** Largest resident set of the contestant's process so far. */
  readonly peakMegabytes: number | null;
  /** How good the result is, by name of the figure. */
  readonly quality: Readonly<Record<string, number>>;
  /** Why it did not take part. */
  readonly absent: string | null;
}

export type Unit = 's/iteration' | 's' | 'ms' | 'MB' | 'MB/s' | 'rows/s';

/** Whether a result is right; a bench fails on these, and on nothing else. */
export interface Check {
  readonly what: string;
  readonly passed: boolean;
  readonly detail: string;
}

/** What one section of the bench found. */
export interface SectionResult {
  readonly measurements: readonly Measurement[];
  readonly checks: readonly Check[];
}

/** The middle value, or the mean of the middle two. @returns `NaN` where there is none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}

/** Whether more of the unit is better: rates, as opposed to times and memory. */
export function isRate(unit: Unit): boolean {
  return unit === 'MB/s' || unit === 'rows/s';
}

/**
 * How many times as much as the reference a contestant takes: the median over the rounds both took part in, because
 * what else the machine does in a round slows both.
 */
export function ratioTo(reference: readonly number[], samples: readonly number[], unit: Unit): number | null {
  const ratios = samples
    .slice(0, reference.length)
    .map((sample, round) => (isRate(unit) ? reference[round]! / sample : sample / reference[round]!));
  return ratios.length === 0 ? null : median(ratios);
}
