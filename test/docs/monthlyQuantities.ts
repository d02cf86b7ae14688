import { rangeBytes } from '../../shared/events/blobDownloads';

/** What a month's quantities are made of, beside what Azure fixes. */
export interface Installation {
  /** JSON that one rule of data export writes a day, in GB of 10^9 bytes. */
  readonly exportedGigabytes: number;
  /** Seconds that one training takes, without reading. */
  readonly trainingSeconds: number;
  /** Megabytes a second that a night reads from blobs. */
  readonly readingSpeed: number;
  /** Messages that one execution is given at most. */
  readonly batchSize: number;
  /** GB of 2^30 bytes, as the plan sells them. */
  readonly instanceGigabytes: number;
  readonly keptDays: number;
  readonly findingsPerDay: number;
}

const days = 30;
const hours = 24 * days;
const peakByMean = 3;
// The largest message of the Standard tier: https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas
const messageGigabytes = 0.001;
// https://azure.microsoft.com/pricing/details/event-hubs/
const ingressEventGigabytes = 65_536e-9;
// https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan#billing
const shortestExecutionSeconds = 1;
const requestsPerExecution = 3;
const findingGigabytes = 1.5e-6;
const gatheringsPerHour = 12;

/** The quantities that docs/costs.md tells of a month of 30 days, by the names of its table's rows. */
export function monthlyQuantities(installation: Installation): Readonly<Record<string, number>> {
  const { exportedGigabytes, trainingSeconds, readingSpeed, batchSize, instanceGigabytes } = installation;
  const exported = days * exportedGigabytes;
  const messages = exported / messageGigabytes;
  const batches = messages / batchSize;
  const gatherings = hours * gatheringsPerHour;
  const nightSeconds = (exportedGigabytes * 1000) / readingSpeed + 2 * trainingSeconds;
  const peak = (peakByMean * exportedGigabytes * 1000) / 86_400;
  return {
    'data export, GB': 2 * exported,
    'throughput unit hours': Math.max(1, Math.ceil(peak)) * hours,
    'ingress events, at least': exported / ingressEventGigabytes,
    'executions, at least': batches + gatherings + days,
    'executions, each message alone': messages + gatherings + days,
    'GB-seconds of scoring, at least': batches * shortestExecutionSeconds * instanceGigabytes,
    'GB-seconds of scoring, each message alone': messages * shortestExecutionSeconds * instanceGigabytes,
    'GB-seconds of cases, at least': gatherings * shortestExecutionSeconds * instanceGigabytes,
    'GB-seconds of nights': days * nightSeconds * instanceGigabytes,
    'exported rows kept, GB': installation.keptDays * exportedGigabytes,
    'storage reads of nights': exported / (rangeBytes * 1e-9),
    'storage requests of scoring, at least': batches * requestsPerExecution,
    'findings, GB': days * installation.findingsPerDay * findingGigabytes,
  };
}
