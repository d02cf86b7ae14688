import { at, numberAt, textAt } from '../azure/answer';
import { apiVersions } from '../azure/apiVersions';
import type { AzureClient } from '../azure/azureClient';
import { type Fact, known, unknown, whenKnown } from '../fact';
import { findResource, isNamed } from './findResource';

export interface Namespace {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  /** Basic, Standard, Premium. */
  readonly tier: string;
  readonly isLocalAuthDisabled: boolean;
}

export interface Hub {
  readonly id: string;
  readonly status: string;
  readonly partitions: number;
  readonly retentionHours: number;
}

export function readNamespace(
  client: AzureClient,
  subscriptions: readonly string[],
  name: string,
): Promise<Fact<Namespace>> {
  const wanted = {
    type: 'Microsoft.EventHub/namespaces',
    what: `Event Hubs namespace ${name}`,
    isWanted: isNamed(name),
  } as const;
  return findResource(client, subscriptions, wanted).then((found) =>
    whenKnown(found, ({ id, location, answer }) =>
      known({
        id,
        name,
        location,
        tier: textAt(answer, 'sku', 'tier') ?? textAt(answer, 'sku', 'name') ?? 'unknown',
        isLocalAuthDisabled: at(answer, 'properties', 'disableLocalAuth') === true,
      }),
    ),
  );
}

export async function readHub(client: AzureClient, namespace: Namespace, hub: string): Promise<Fact<Hub>> {
  const path = `${namespace.id}/eventhubs/${encodeURIComponent(hub)}`;
  const answer = await client.get(path, apiVersions['Microsoft.EventHub/namespaces/eventhubs']);
  return whenKnown(answer, (told) => {
    const partitions = numberAt(told, 'properties', 'partitionCount');
    const hours = numberAt(told, 'properties', 'retentionDescription', 'retentionTimeInHours');
    const days = numberAt(told, 'properties', 'messageRetentionInDays');
    if (partitions === undefined || (hours ?? days) === undefined) {
      return unknown(`Resource Manager did not tell partitions and retention of event hub ${hub}`);
    }
    const status = textAt(told, 'properties', 'status') ?? 'unknown';
    return known({ id: path, status, partitions, retentionHours: hours ?? 24 * days! });
  });
}

/** Whether there is such a consumer group. */
export async function readConsumerGroup(client: AzureClient, hub: Hub, group: string): Promise<Fact<true>> {
  const path = `${hub.id}/consumergroups/${encodeURIComponent(group)}`;
  const version = apiVersions['Microsoft.EventHub/namespaces/eventhubs/consumergroups'];
  return whenKnown(await client.get(path, version), () => known(true as const));
}

/**
 * Whether the firewall lets trusted services of Azure in, data export among them. A namespace without one lets in.
 *
 * @see https://learn.microsoft.com/azure/event-hubs/event-hubs-service-endpoints#trusted-microsoft-services
 */
export async function readTrustedAccess(client: AzureClient, namespace: Namespace): Promise<Fact<boolean>> {
  const path = `${namespace.id}/networkRuleSets/default`;
  const answer = await client.get(path, apiVersions['Microsoft.EventHub/namespaces/networkRuleSets']);
  if (answer.state === 'absent') return known(true);
  return whenKnown(answer, (rules) => {
    const isOpen =
      textAt(rules, 'properties', 'defaultAction') !== 'Deny' &&
      textAt(rules, 'properties', 'publicNetworkAccess') !== 'Disabled';
    return known(isOpen || at(rules, 'properties', 'trustedServiceAccessEnabled') === true);
  });
}
