import type { ContainerClient } from '@azure/storage-blob';
import type { ContainerSettings } from '../../../../shared/settings';
import { containerClient } from '../../../../shared/storage/containerClient';
import type { EventHubConnection } from '../../replay/eventHubConnection';
import type { Fact } from '../fact';
import { type Partition, readPartitions } from '../facts/partitions';

/** How the app's own data is reached: its blobs and its hub. */
export interface DataPlane {
  container(settings: ContainerSettings): ContainerClient;
  partitions(connection: EventHubConnection, consumerGroup: string): Promise<Fact<readonly Partition[]>>;
}

/** As the settings say. */
export const ownDataPlane: DataPlane = {
  container: ({ connection, container }) => containerClient(connection, container),
  partitions: readPartitions,
};
