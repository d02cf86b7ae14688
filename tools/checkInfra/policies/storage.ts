import { isWithin, mustBe, ofType, type Policy } from './policy';

const accounts = 'Microsoft.Storage/storageAccounts';

/** Module of the account that data export writes to: Microsoft does not say that export does without keys. */
const exportStorage = 'exportStorage';

export const noSharedKeys: Policy = {
  name: 'storage takes no shared keys, but for the account of data export where a parameter asks for it',
  check: (deployment) =>
    ofType(deployment, accounts)
      .filter((account) => !isWithin(account, exportStorage))
      .flatMap((account) => mustBe(account, ['properties', 'allowSharedKeyAccess'], [false])),
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
