import { type SkipReason, skipReasons } from './access';
import { type LineProblem, lineProblems } from './rowLines';

/** What became of everything that was read: `rows` is the sum of `accesses`, all of `skipped` and all of `problems`. */
export interface ReadCounts {
  /** Files or blobs opened, and how many of them could not be read to their end. */
  sources: number;
  unreadableSources: number;
  /** Blobs among the export's that are none of its files. */
  ignored: number;
  /** Bytes read, as they are stored. */
  bytes: number;
  /** Rows, and lines that hold none. */
  rows: number;
  accesses: number;
  readonly skipped: Record<SkipReason, number>;
  readonly problems: Record<LineProblem, number>;
}

/** Counts with nothing counted yet. */
export function emptyReadCounts(): ReadCounts {
  return {
    sources: 0,
    unreadableSources: 0,
    ignored: 0,
    bytes: 0,
    rows: 0,
    accesses: 0,
    skipped: zeros(skipReasons),
    problems: zeros(lineProblems),
  };
}

/** Adds counts to others. */
export function addReadCounts(counts: ReadCounts, more: ReadCounts): void {
  for (const key of ['sources', 'unreadableSources', 'ignored', 'bytes', 'rows', 'accesses'] as const) {
    counts[key] += more[key];
  }
  for (const reason of skipReasons) counts.skipped[reason] += more.skipped[reason];
  for (const problem of lineProblems) counts.problems[problem] += more.problems[problem];
}

function zeros<Key extends string>(keys: readonly Key[]): Record<Key, number> {
  return Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>;
}
