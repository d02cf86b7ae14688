import type { ContainerClient } from '@azure/storage-blob';
import type { ContainerSettings } from '../../../../shared/settings';
import type { StorageFacts } from '../deployment';
import { type Fact, whenKnown } from '../fact';
import { readModel } from '../facts/currentModel';
import { readExportEnd } from '../facts/exportedBlobs';
import { readParkedMessages } from '../facts/parkedMessages';
import { readStorageAccount } from '../facts/storageAccount';
import type { Asking } from './asking';

export async function gatherStorage({
  connections,
  subscriptions,
  resourceManager,
  dataPlane,
}: Asking): Promise<StorageFacts> {
  const { exports, models, deadLetters, host } = connections;
  const account = (settings: Fact<ContainerSettings>) =>
    whenKnown(settings, ({ connection }) => readStorageAccount(resourceManager, subscriptions, connection));
  const read = <Value>(
    settings: Fact<ContainerSettings>,
    reading: (container: ContainerClient) => Promise<Fact<Value>>,
  ) => whenKnown(settings, (place) => reading(dataPlane.container(place)));
  const [exportAccount, modelAccount, hostAccount, exportEnd, model, parked] = await Promise.all([
    account(exports),
    account(models),
    account(host),
    read(exports, readExportEnd),
    read(models, readModel),
    read(deadLetters, readParkedMessages),
  ]);
  return { exportAccount, modelAccount, hostAccount, exportEnd, model, parked };
}
