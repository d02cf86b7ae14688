import { isWithin, mustBe, ofType, type Policy } from './policy';

/** Module of the namespace that data export writes to, which signs in by a key that it lists itself. */
const exportEventHub = 'eventHub';

export const noLocalAuthentication: Policy = {
  name: 'event hubs and telemetry take identities only, but for the namespace of data export',
  check: (deployment) => [
    ...ofType(deployment, 'Microsoft.EventHub/namespaces')
      .filter((namespace) => !isWithin(namespace, exportEventHub))
      .flatMap((namespace) => mustBe(namespace, ['properties', 'disableLocalAuth'], [true])),
    ...ofType(deployment, 'Microsoft.Insights/components').flatMap((component) =>
      mustBe(component, ['properties', 'DisableLocalAuth'], [true]),
    ),
  ],
};

export const eventHubsAreEncrypted: Policy = {
  name: 'event hubs are reached by TLS 1.2 or later only',
  check: (deployment) =>
    ofType(deployment, 'Microsoft.EventHub/namespaces').flatMap((namespace) =>
      mustBe(namespace, ['properties', 'minimumTlsVersion'], ['1.2', '1.3']),
    ),
};
