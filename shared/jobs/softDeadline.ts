/**
 * How far an invocation may be at which time, in milliseconds since it began. A function timeout kills the worker with
 * everything in it and may move the checkpoint past the batch, so an invocation ends well before five minutes, the
 * smallest default of `functionTimeout`: what there is no time for is parked.
 *
 * To what stands here come a request under way when sending ends ({@link deliverRows}), the parking itself
 * ({@link parkMessages}) and a token for each ({@link PromptCredential}); a model that takes more than a minute to come
 * ends the invocation at once.
 *
 * @see https://learn.microsoft.com/azure/azure-functions/functions-scale#timeout
 */
export const softDeadline = {
  /** No further message is read. */
  reading: 100_000,
  /** No further request is sent to the Logs Ingestion API. */
  sending: 180_000,
  /** Parking is given up, and the batch tried again: it can begin late where other invocations hold up the process. */
  parking: 280_000,
};
