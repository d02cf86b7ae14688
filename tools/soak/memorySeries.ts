import type { ProcessUsage } from '../local/functionHostMessages';

export interface MemorySample extends ProcessUsage {
  /** Seconds since the first row. */
  readonly at: number;
}

/** What a process had in use at the beginning and at the end of a soak. */
export interface MemoryDrift {
  readonly first: number;
  readonly last: number;
  /** By how much the last is more than the first, as a part of the first. */
  readonly drift: number;
}

/**
 * Compares the medians of the first and of the last `span` seconds after `warmUp` seconds: single samples swing with
 * what happens to be under way. Each span should hold a whole cycle of what recurs.
 */
export function memoryDrift(
  samples: readonly MemorySample[],
  name: 'heapUsed' | 'external' | 'rss',
  { warmUp, span }: { readonly warmUp: number; readonly span: number },
): MemoryDrift {
  const warm = samples.filter(({ at }) => at >= warmUp);
  const end = warm.at(-1)?.at ?? 0;
  const first = median(warm.filter(({ at }) => at < warmUp + span).map((sample) => sample[name]));
  const last = median(warm.filter(({ at }) => at > end - span).map((sample) => sample[name]));
  return { first, last, drift: last / first - 1 };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}
