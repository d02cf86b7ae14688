import { isAggregateLogsUploadError, type LogsIngestionClient } from '@azure/monitor-ingestion';
import type { LogsIngestionSettings } from '../settings';
import { messageText } from '../text/messageText';

/**
 * How an upload ended: `delivered`; `refused`, when sending the same again can't help; `failed`, when it may. A failed
 * upload may have been stored all the same, its answer being lost.
 */
export type UploadOutcome =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'refused'; readonly status: number; readonly error: Error }
  | { readonly kind: 'failed'; readonly error: Error };

/**
 * Answers of 4xx that say nothing of the rows; all others refuse them: bad rows or stream, no such rule, too large. A
 * role assignment takes up to 30 minutes, 401 or 403 until then
 * (https://learn.microsoft.com/azure/azure-monitor/logs/tutorial-logs-ingestion-portal#assign-permissions-to-the-dcr).
 */
const passingStatuses = [401, 403, 407, 408, 421, 425, 429];

const roleRemedy =
  'the app needs Monitoring Metrics Publisher on the data collection rule; it takes up to 30 minutes to act';
const remedies: Readonly<Record<number, string>> = {
  400: "check that LOGS_INGESTION_STREAM is a stream of the rule and that the row fits the stream's columns",
  401: roleRemedy,
  403: roleRemedy,
  404: 'check LOGS_INGESTION_ENDPOINT and LOGS_INGESTION_RULE_ID',
};

/** Where rows go. */
export type Stream = Pick<LogsIngestionSettings, 'ruleId' | 'stream'>;

/** Uploads rows that fit into one request; 429, 500 and 503 are tried again by the client. Never throws. */
export async function uploadRows(
  client: LogsIngestionClient,
  { ruleId, stream }: Stream,
  rows: readonly Record<string, unknown>[],
  abortSignal: AbortSignal,
): Promise<UploadOutcome> {
  try {
    await client.upload(ruleId, stream, [...rows], { maxConcurrency: 1, abortSignal });
    return { kind: 'delivered' };
  } catch (error) {
    return outcomeOf(realCause(error));
  }
}

/** The client's own error says nothing in its message; its causes do. */
function realCause(error: unknown): unknown {
  return isAggregateLogsUploadError(error) ? (error.errors[0]?.cause ?? error) : error;
}

function outcomeOf(cause: unknown): UploadOutcome {
  const status = answerStatus(cause);
  const code = messageText((cause as { code?: string }).code ?? '', 100);
  // An answer may repeat the request, its token included.
  const message = messageText(cause instanceof Error ? cause.message : String(cause), 500);
  const parts = [status && `HTTP ${status}`, code, message, status && remedies[status]];
  const error = new Error(parts.filter(Boolean).join(': '), { cause });
  if (status !== undefined && isRefusal(status)) return { kind: 'refused', status, error };
  return { kind: 'failed', error };
}

function isRefusal(status: number): boolean {
  return status >= 400 && status < 500 && !passingStatuses.includes(status);
}

/** The status of the API's answer; whoever hands out tokens may answer 400 too, and that says nothing of the rows. */
function answerStatus(cause: unknown): number | undefined {
  const { statusCode, request } = cause as { statusCode?: number; request?: { url?: string } };
  return request?.url?.includes('/dataCollectionRules/') ? statusCode : undefined;
}
