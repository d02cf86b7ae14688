/** Properties that services take, and need, though the published types do not name them. */
const accepted: readonly { readonly object: string; readonly property: string; readonly source: string }[] = [
  {
    object: 'SavedSearchProperties',
    property: 'etag',
    source: 'https://github.com/Azure/bicep-types-az/issues/1499',
  },
];

export function isAcceptedProperty(property: string, object: string): boolean {
  return accepted.some((entry) => entry.object === object && entry.property === property);
}
