/**
 * Whom a token for an ingestion endpoint is made out to: Azure Monitor of the cloud that the endpoint is of, as
 * `https://monitor.azure.us`. Undefined for any other host, where the SDK takes the public cloud.
 *
 * @see https://learn.microsoft.com/javascript/api/@azure/monitor-ingestion/knownmonitoraudience
 */
export function monitorAudience(host: string): string | undefined {
  const monitor = /\.(monitor\.azure\.(?:com|us|cn))$/i.exec(host)?.[1];
  return monitor && `https://${monitor.toLowerCase()}`;
}
