// One night of retraining in a process of its own. Argument: the connection string of the storage.

import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import { defaultIdentityRules } from '../../../shared/events/identity';
import { emptyReadCounts } from '../../../shared/events/readCounts';
import { retrain } from '../../../shared/jobs/retrain';
import { containerClient } from '../../../shared/storage/containerClient';
import { answerRequests } from '../answerRequests';
import { peakMegabytes } from '../peakMemory';

export interface NightRequest {
  /** Where models are kept. */
  readonly models: string;
  readonly lookbackDays: number;
  /** ISO 8601 */
  readonly now: string;
}

export interface NightAnswer {
  readonly seconds: number;
  /** Of them until all accesses were there, before training. */
  readonly readSeconds: number;
  readonly bytesRead: { readonly export: number; readonly aggregates: number };
  readonly rowsRead: number;
  readonly rowsReused: number;
  readonly pairs: number;
  readonly sha256: string;
  readonly peakMegabytes: number;
}

const [connectionString = ''] = process.argv.slice(2);

async function night({ models, lookbackDays, now }: NightRequest): Promise<NightAnswer> {
  const started = performance.now();
  let trainingStarted = started;
  const train: typeof resourceAccess.train = (...given) => {
    trainingStarted = performance.now();
    return resourceAccess.train(...given);
  };
  const [read, reused] = [emptyReadCounts(), emptyReadCounts()];
  const { sha256, details } = await retrain({
    detector: { ...resourceAccess, train },
    exports: containerClient({ connectionString }, 'am-securityevent'),
    models: containerClient({ connectionString }, models),
    identity: defaultIdentityRules,
    parameters: {},
    lookbackDays,
    now: new Date(now),
    read,
    reused,
    warn: (message) => process.stderr.write(`${message}\n`),
  });
  return {
    seconds: (performance.now() - started) / 1000,
    readSeconds: (trainingStarted - started) / 1000,
    bytesRead: details.bytesRead as NightAnswer['bytesRead'],
    rowsRead: read.rows,
    rowsReused: reused.rows,
    pairs: (details.quality as { pairs: number }).pairs,
    sha256,
    peakMegabytes: peakMegabytes(),
  };
}

answerRequests(night);
