import { isLoopback } from '../../../../shared/loopback';
import type { BlobConnection } from '../../../../shared/settings';
import { textAt } from '../azure/answer';
import type { AzureClient } from '../azure/azureClient';
import { type Fact, known, unknown, whenKnown } from '../fact';
import { findResource, isNamed } from './findResource';

export interface StorageAccount {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  readonly isPremium: boolean;
  /** Whether trusted services of Azure get in; they do where everybody does. */
  readonly letsTrustedServicesIn: boolean;
}

/** The account behind a connection. */
export async function readStorageAccount(
  client: AzureClient,
  subscriptions: readonly string[],
  connection: BlobConnection,
): Promise<Fact<StorageAccount>> {
  const name = accountName(connection);
  if (name === undefined) return unknown('the storage is on this machine, or its account is not told by its address');
  const what = `storage account ${name}`;
  const found = await findResource(client, subscriptions, {
    type: 'Microsoft.Storage/storageAccounts',
    what,
    isWanted: isNamed(name),
  });
  return whenKnown(found, ({ id, location, answer }) =>
    known({
      id,
      name,
      location,
      isPremium: textAt(answer, 'sku', 'tier') === 'Premium' || /^Premium/i.test(textAt(answer, 'sku', 'name') ?? ''),
      letsTrustedServicesIn: letsTrustedServicesIn(answer),
    }),
  );
}

/** The account that an address of its blob service names: its first label. */
export function accountName(connection: BlobConnection): string | undefined {
  const address =
    'serviceUri' in connection
      ? connection.serviceUri
      : (/BlobEndpoint=([^;]+)/i.exec(connection.connectionString)?.[1] ?? '');
  if (!URL.canParse(address)) return undefined;
  const { hostname } = new URL(address);
  return isLoopback(hostname) ? undefined : /^([a-z0-9]{3,24})\./.exec(hostname)?.[1];
}

/** @see https://learn.microsoft.com/azure/storage/common/storage-network-security */
function letsTrustedServicesIn(answer: unknown): boolean {
  const isOpen = textAt(answer, 'properties', 'networkAcls', 'defaultAction') !== 'Deny';
  const bypass = textAt(answer, 'properties', 'networkAcls', 'bypass') ?? '';
  const isShut = textAt(answer, 'properties', 'publicNetworkAccess') === 'Disabled';
  return (isOpen && !isShut) || /\bAzureServices\b/.test(bypass);
}
