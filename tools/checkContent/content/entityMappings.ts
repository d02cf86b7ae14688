import type { YamlFile } from './yamlFile';

/**
 * Identifiers of the entities that the content maps, and of which one at least must be mapped, as the Azure-Sentinel
 * repository checks them.
 *
 * @see https://github.com/Azure/Azure-Sentinel/blob/master/.script/tests/detectionTemplateSchemaValidation/Models/EntityMappingIdentifiers.cs
 */
const identifiers: Readonly<Record<string, { readonly all: readonly string[]; readonly oneOf: readonly string[] }>> = {
  Account: {
    all: [
      'Name',
      'FullName',
      'NTDomain',
      'DnsDomain',
      'UPNSuffix',
      'Sid',
      'AadTenantId',
      'AadUserId',
      'PUID',
      'IsDomainJoined',
      'DisplayName',
      'ObjectGuid',
    ],
    oneOf: ['FullName', 'Sid', 'Name', 'AadUserId', 'PUID', 'ObjectGuid'],
  },
  File: { all: ['Directory', 'Name'], oneOf: ['Name'] },
  Host: {
    all: [
      'DnsDomain',
      'NTDomain',
      'HostName',
      'FullName',
      'NetBiosName',
      'AzureID',
      'OMSAgentID',
      'OSFamily',
      'OSVersion',
      'IsDomainJoined',
    ],
    oneOf: ['FullName', 'HostName', 'NetBiosName', 'AzureID', 'OMSAgentID'],
  },
  IP: { all: ['Address'], oneOf: ['Address'] },
};

interface FieldMapping {
  readonly identifier?: unknown;
  readonly columnName?: unknown;
}

/**
 * One to five mappings of one to three identifiers, each of a column that the query gives.
 * @returns the types of entities that are mapped
 */
export function checkEntityMappings(file: YamlFile, columns: ReadonlyMap<string, string>): readonly string[] {
  const mappings = file.list(['entityMappings'], { isOptional: true }) as { readonly entityType?: unknown }[];
  if (mappings.length > 5) file.reportAt(['entityMappings'], `${mappings.length} entities are mapped; 5 are allowed.`);
  return mappings.map(({ entityType }, index) => {
    const type = String(entityType);
    const path = ['entityMappings', index] as const;
    const known = identifiers[type];
    if (known === undefined) file.reportAt(path, `${type} is no entity known here: add it to entityMappings.ts.`);
    const fields = file.list([...path, 'fieldMappings']) as FieldMapping[];
    if (fields.length < 1 || fields.length > 3) {
      file.reportAt(path, `${type} has ${fields.length} identifiers; 1 to 3 are allowed.`);
    }
    for (const [place, { identifier, columnName }] of fields.entries()) {
      const at = [...path, 'fieldMappings', place];
      if (known?.all.includes(String(identifier)) === false) {
        file.reportAt(at, `${identifier} is no identifier of ${type}: take one of ${known.all.join(', ')}.`);
      }
      if (!columns.has(String(columnName))) file.reportAt(at, `The query gives no column ${columnName}.`);
    }
    if (known && !fields.some(({ identifier }) => known.oneOf.includes(String(identifier)))) {
      file.reportAt(path, `${type} is told by none of ${known.oneOf.join(', ')}.`);
    }
    return type;
  });
}
