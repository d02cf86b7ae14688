import type { Screen } from '../start/screen';
import { type MemoryDrift, memoryDrift } from './memorySeries';
import type { SoakResult } from './soak';

/** By how much memory may grow and still be called flat. */
const flat = 0.05;
/** Seconds until every model has been loaded, all code compiled and all pools grown; a fifth of a short soak. */
const longestWarmUp = 120;
/** Seconds in which every model has its turn: the shortest span that can be compared with another. */
const cycle = 60;

/**
 * Shows what a soak has found.
 * @returns whether all rows add up and memory is flat.
 */
export function showSoak(result: SoakResult, screen: Screen): boolean {
  const { seconds, stream, samples, accounts, findings, swaps } = result;
  const { messages, rows, unreadable } = stream;
  const { scored, skipped, parked, retried, written, invocations } = accounts;
  const rate = Math.round(rows / seconds);
  const processorSeconds = (samples.at(-1)?.processorSeconds ?? 0) - (samples[0]?.processorSeconds ?? 0);
  const sampled = (samples.at(-1)?.at ?? 0) - (samples[0]?.at ?? 0);
  screen.line(
    `Rate       ${rate} rows/s: ${rows} rows in ${messages} messages and ${invocations} invocations, ${seconds.toFixed(0)} s`,
  );
  screen.line(`Processor  ${((100 * processorSeconds) / sampled).toFixed(0)} % of one, by the function host`);
  screen.line(
    `Rows       ${rows} in = ${scored} scored + ${skipped} skipped + ${parked} parked (${retried} more tried again)`,
  );
  screen.line(
    `Findings   ${findings.expected} expected, ${findings.found} found, ${findings.missing} missing, ` +
      `${findings.invented} invented, ${findings.altered} altered, ${findings.duplicates} duplicates, ${written} written`,
  );
  screen.line(`Models     ${swaps.modelOf.size} published, ${findings.versions.size} seen in findings`);
  for (const complaint of new Set(accounts.complaints)) screen.line(`Complaint  ${complaint.slice(0, 200)}`);
  const addsUp =
    rows === accounts.done &&
    parked === unreadable &&
    findings.missing + findings.invented + findings.altered === 0 &&
    written === findings.found + findings.duplicates;
  const isFlat = showMemory(result, screen);
  screen.line(`${addsUp ? 'Rows add up' : 'ROWS DO NOT ADD UP'}; ${isFlat ? 'memory is flat' : 'MEMORY IS NOT FLAT'}.`);
  return addsUp && isFlat;
}

function showMemory({ seconds, samples }: SoakResult, screen: Screen): boolean {
  const warmUp = Math.min(longestWarmUp, seconds / 5);
  const rest = seconds - warmUp;
  const span = Math.min(Math.max(cycle, rest / 5), rest / 2);
  const drifts = (['heapUsed', 'external', 'rss'] as const).map((name) => {
    const drift = memoryDrift(samples, name, { warmUp, span });
    screen.line(`Memory     ${name.padEnd(8)} ${shown(drift)}`);
    return { name, ...drift };
  });
  screen.line(
    `           after garbage collection, with no row under way: medians of the first and the last ${span.toFixed(0)} s ` +
      `after ${warmUp.toFixed(0)} s of warm-up`,
  );
  // External memory is part of the resident set and, a few megabytes of buffers under way, too small for a percentage.
  return drifts.every(({ name, drift }) => name === 'external' || drift <= flat);
}

function shown({ first, last, drift }: MemoryDrift): string {
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  return `first ${megabytes(first)}, last ${megabytes(last)}, ${drift < 0 ? '' : '+'}${(100 * drift).toFixed(1)} %`;
}
