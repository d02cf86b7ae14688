import type { AzureClient } from '../azure/azureClient';
import type { Connections } from '../deployment';
import type { DataPlane } from './dataPlane';

/** By what a part of a deployment is looked for. */
export interface Asking {
  readonly connections: Connections;
  readonly subscriptions: readonly string[];
  readonly resourceManager: AzureClient;
  readonly logAnalytics: AzureClient;
  readonly dataPlane: DataPlane;
  readonly now: Date;
}
