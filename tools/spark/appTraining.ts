import { trainAccessAnomaly } from '../../shared/detectors/resourceAccess/accessAnomaly';
import type { AccessCounts } from '../../shared/detectors/resourceAccess/accessCounts';
import { resourceAccess } from '../../shared/detectors/resourceAccess/detector';
import { type AccessAnomalyModel, score } from '../../shared/detectors/resourceAccess/model';
import { defaultIdentityRules } from '../../shared/events/identity';
import { emptyReadCounts, type ReadCounts } from '../../shared/events/readCounts';
import { millisecondsPerDay } from '../../shared/events/time';
import { rememberExport } from '../../shared/jobs/rememberExport';
import { containerClient } from '../../shared/storage/containerClient';
import { DayAggregates } from '../../shared/storage/dayAggregates';

export interface AppReading {
  readonly memory: AccessCounts;
  readonly read: ReadCounts;
}

/** Reads an export as `retrainModels` does, anew: what it keeps goes to a container of its own. */
export async function readAsApp(storage: string, lookbackDays: number, name: string): Promise<AppReading> {
  const connection = { connectionString: storage };
  const midnight = Math.floor(Date.now() / millisecondsPerDay) * millisecondsPerDay;
  const { name: detector, partFormat } = resourceAccess;
  const rules = { detector, partFormat, identity: defaultIdentityRules };
  const memory = resourceAccess.remember();
  const read = emptyReadCounts();
  await rememberExport({
    memory,
    exports: containerClient(connection, 'am-securityevent'),
    aggregates: new DayAggregates(containerClient(connection, name), rules, () => {}),
    reader: resourceAccess.reader(defaultIdentityRules),
    window: { from: midnight - lookbackDays * millisecondsPerDay, to: midnight + millisecondsPerDay },
    read,
    reused: emptyReadCounts(),
    warn: () => {},
  });
  return { memory, read };
}

/**
 * The greatest difference between the scores that a model gives the pairs that were read, and those of the app's own
 * trainer on them, which starts from Spark's factors if seed and blocks are those of the job.
 */
export function differenceFromOwn({ memory }: AppReading, model: AccessAnomalyModel): number {
  const { scorer: _, ...parameters } = model.parameters;
  const own = trainAccessAnomaly(memory.pairs(), parameters);
  let greatest = 0;
  for (const { tenant, user, resource } of memory.pairs()) {
    const [expected, actual] = [own, model].map((one) => score(one, tenant, user, resource).score ?? Number.NaN);
    const difference = Math.abs(expected! - actual!);
    greatest = difference <= greatest ? greatest : difference;
  }
  return greatest;
}
