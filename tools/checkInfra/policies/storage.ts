import { mustBe, ofType, type Policy } from './policy';

const accounts = 'Microsoft.Storage/storageAccounts';

export const noSharedKeys: Policy = {
  name: 'storage takes no shared keys unless a parameter asks for them',
  check: (deployment) =>
    ofType(deployment, accounts).flatMap((account) => mustBe(account, ['properties', 'allowSharedKeyAccess'], [false])),
};

export const storageIsEncryptedAndClosed: Policy = {
  name: 'storage is reached by TLS 1.2 or later only, and no blob is public',
  check: (deployment) =>
    ofType(deployment, accounts).flatMap((account) => [
      ...mustBe(account, ['properties', 'minimumTlsVersion'], ['TLS1_2', 'TLS1_3']),
      ...mustBe(account, ['properties', 'supportsHttpsTrafficOnly'], [true]),
      ...mustBe(account, ['properties', 'allowBlobPublicAccess'], [false]),
    ]),
};
