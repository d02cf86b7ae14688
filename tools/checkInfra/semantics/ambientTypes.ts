import { any, anyObject, objectOf, property, type ScopeName, string, type Type } from '../types/type';

// What the functions of the namespace az return, after Azure/bicep, src/Bicep.Core/Semantics/Namespaces/AzNamespaceType.cs.

const tags: Type = { kind: 'object', name: 'tags', properties: new Map(), additional: string };

/** The scope that a function stands for, with what can be read from it. */
export function scopeType(scope: ScopeName): Type {
  const properties: Readonly<Record<ScopeName, Readonly<Record<string, Type>>>> = {
    tenant: { tenantId: string, country: string, countryCode: string, displayName: string },
    managementGroup: { id: string, name: string, type: string, properties: any },
    subscription: { id: string, subscriptionId: string, tenantId: string, displayName: string },
    resourceGroup: {
      id: string,
      name: string,
      type: string,
      location: string,
      managedBy: string,
      tags,
      properties: objectOf({ provisioningState: string }),
    },
  };
  return { kind: 'scope', scope, properties: objectOf(properties[scope]).properties };
}

export const environmentType: Type = objectOf(
  {
    activeDirectoryDataLake: string,
    authentication: objectOf({
      audiences: { kind: 'array', item: string },
      identityProvider: string,
      loginEndpoint: string,
      tenant: string,
    }),
    batch: string,
    gallery: string,
    graph: string,
    graphAudience: string,
    media: string,
    name: string,
    portal: string,
    resourceManager: string,
    sqlManagement: string,
    suffixes: objectOf({
      acrLoginServer: string,
      azureDatalakeAnalyticsCatalogAndJob: string,
      azureDatalakeStoreFileSystem: string,
      azureFrontDoorEndpointSuffix: string,
      keyvaultDns: string,
      sqlServerHostname: string,
      storage: string,
    }),
    vmImageAliasDoc: string,
  },
  'environment()',
);

export const deploymentType: Type = {
  kind: 'object',
  name: 'deployment()',
  properties: new Map([
    ['name', property(string, true)],
    ['properties', property(any, true)],
    ['location', property(string)],
  ]),
};

export const deployerType: Type = objectOf(
  { objectId: string, tenantId: string, userPrincipalName: string },
  'deployer()',
);

export const roleDefinitionType: Type = objectOf({ id: string, roleDefinitionId: string }, 'roleDefinitions()');

export const parsedCidr: Type = anyObject;
