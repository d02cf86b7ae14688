/**
 * How much `gatherCases` takes on. Together: 200,000 accesses a day, of two days unless CASE_DAYS says otherwise, and as
 * many again while a day is read, at half a kilobyte each make 300 MB at most, beside the model; the journal is read by
 * 60 s, after 60 s that a model may take to come, the last case is judged by 150 s, and the last request is begun by
 * 180 s, as in `softDeadline`. What is not done by then is taken up by the next invocation.
 */
export const caseLimits = {
  /** Accesses that are held of a UTC day. A user of a thousand in a day is told by fewer. */
  accesses: { ofUser: 1_000, ofAll: 200_000 },
  /** Rows of one invocation. */
  rows: 1_000,
  /** Milliseconds for reading the journal and deleting what is past. */
  reading: 60_000,
  /** Milliseconds since the invocation began after which no user's day is judged any more. */
  judging: 150_000,
};
