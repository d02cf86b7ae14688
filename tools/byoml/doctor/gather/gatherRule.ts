import type { RuleFacts } from '../deployment';
import { whenKnown } from '../fact';
import { readCollectionRule, readEndpoints, readLogsErrors, readTraffic } from '../facts/collectionRule';
import type { Asking } from './asking';

export async function gatherRule({ connections, subscriptions, resourceManager, now }: Asking): Promise<RuleFacts> {
  const rule = await whenKnown(connections.ingestion, (ingestion) =>
    readCollectionRule(resourceManager, subscriptions, ingestion),
  );
  const [endpoints, keepsErrors, traffic] = await Promise.all([
    whenKnown(rule, (found) => readEndpoints(resourceManager, found)),
    whenKnown(rule, (found) => readLogsErrors(resourceManager, found)),
    whenKnown(rule, (found) => readTraffic(resourceManager, found, now)),
  ]);
  return { rule, endpoints, keepsErrors, traffic };
}
