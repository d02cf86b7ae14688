import type { EventHubConnection } from '../replay/eventHubConnection';

/** Where the Functions host keeps checkpoints, in its own storage. */
export const checkpointContainer = 'azure-webjobs-eventhub';

/** A consumer group of a hub. */
export interface HubReader {
  /** `<namespace>.servicebus.windows.net` */
  readonly namespace: string;
  readonly hub: string;
  readonly group: string;
}

export function hubReader(connection: EventHubConnection, group: string): HubReader {
  return { namespace: namespaceHost(connection), hub: connection.hub, group };
}

/** `<namespace>.servicebus.windows.net` */
export function namespaceHost(connection: EventHubConnection): string {
  if ('fullyQualifiedNamespace' in connection) return connection.fullyQualifiedNamespace;
  return /Endpoint=sb:\/\/([^/:;]+)/i.exec(connection.connectionString)?.[1] ?? '';
}

/**
 * The folder of a consumer group's checkpoints, one blob a partition.
 *
 * @see https://github.com/Azure/azure-sdk-for-net/blob/main/sdk/eventhub/Azure.Messaging.EventHubs.Shared/src/BlobCheckpointStore/BlobCheckpointStoreInternal.cs
 */
export function checkpointFolder({ namespace, hub, group }: HubReader): string {
  return `${namespace}/${hub}/${group}/checkpoint/`.toLowerCase();
}
