import type { RuleFacts } from '../deployment';
import { whenKnown } from '../fact';
import { readCollectionRule, readEndpoint, readLogsErrors, readTraffic } from '../facts/collectionRule';
import type { Asking } from './asking';

export async function gatherRule({ connections, subscriptions, resourceManager, now }: Asking): Promise<RuleFacts> {
  const rule = await whenKnown(connections.ingestion, (ingestion) =>
    readCollectionRule(resourceManager, subscriptions, ingestion),
  );
  const [endpoint, keepsErrors, traffic] = await Promise.all([
    whenKnown(rule, (found) => readEndpoint(resourceManager, found)),
    whenKnown(rule, (found) => readLogsErrors(resourceManager, found)),
    whenKnown(rule, (found) => readTraffic(resourceManager, found, now)),
  ]);
  return { rule, endpoint, keepsErrors, traffic };
}
