import { diagnosticsArePresent } from './diagnostics';
import { appsTakeHttpsOnly, noPublishingPasswords } from './functionApps';
import { eventHubsAreEncrypted, noLocalAuthentication } from './identities';
import { noPublicAccessWhenPrivate, privateMeansPrivate } from './network';
import type { Policy } from './policy';
import { rolesAreNarrow, scorerCannotPublish } from './roleAssignments';
import { noSharedKeys, storageIsEncryptedAndClosed } from './storage';

/** What holds of every deployment, whatever parameters are chosen. */
export const policies: readonly Policy[] = [
  noSharedKeys,
  noLocalAuthentication,
  storageIsEncryptedAndClosed,
  eventHubsAreEncrypted,
  appsTakeHttpsOnly,
  noPublishingPasswords,
  noPublicAccessWhenPrivate,
  privateMeansPrivate,
  diagnosticsArePresent,
  rolesAreNarrow,
  scorerCannotPublish,
];
