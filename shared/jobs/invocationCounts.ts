/** What became of the rows of one invocation: `received = scored + Σ skipped + parked + retried`. */
export interface InvocationCounts {
  /** Rows, where a message that has not been read, or holds no rows, counts as one. */
  received: number;
  /** Rows that are not accesses the detector looks at, by reason. */
  skipped: Record<string, number>;
  /** Rows that were scored, or given the reason why they could not be. */
  scored: number;
  /** Rows set aside in the dead-letter container. */
  parked: number;
  /** Rows that will come again, because the sink or the storage cannot be reached: all but the skipped, or none. */
  retried: number;
  /** Findings delivered; one finding may stand for several rows, and low scores are not written. */
  written: number;
  /** First-time accesses so old that they make no case any more; left out where there are none. */
  readonly tooLateForCase?: number;
  /** The blob that holds what was parked, and why its first message was. */
  readonly deadLetters?: { readonly blob: string; readonly detail: string };
}

export function emptyCounts(): InvocationCounts {
  return { received: 0, skipped: {}, scored: 0, parked: 0, retried: 0, written: 0 };
}

/** The counts of an invocation whose messages will be delivered again. */
export function retriedCounts({ received, skipped, scored, parked }: InvocationCounts): InvocationCounts {
  return { received, skipped, scored: 0, parked: 0, retried: scored + parked, written: 0 };
}

/** The counts of an invocation that ended before its messages were read. */
export function unreadCounts(messages: number): InvocationCounts {
  return { ...emptyCounts(), received: messages, retried: messages };
}
