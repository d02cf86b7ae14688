/**
 * Values that services take though the published lists, which are open (`'a' | 'b' | string`), do not name them. A list
 * is known by one of its values.
 */
const accepted: readonly { readonly beside: string; readonly value: RegExp; readonly source: string }[] = [
  {
    beside: 'Linux',
    value: /^(Direct|WorkspaceTransforms|AgentSettings|PlatformTelemetry)$/,
    source: 'https://learn.microsoft.com/azure/azure-monitor/data-collection/data-collection-rule-structure',
  },
  {
    beside: 'Microsoft-Syslog',
    value: /^Custom-[A-Za-z][A-Za-z0-9_]*$/,
    source: 'https://learn.microsoft.com/azure/azure-monitor/data-collection/data-collection-rule-structure#dataflows',
  },
];

export function isAccepted(value: string, listed: readonly string[]): boolean {
  return accepted.some((entry) => listed.includes(entry.beside) && entry.value.test(value));
}
