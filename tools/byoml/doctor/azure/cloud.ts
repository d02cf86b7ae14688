/** Where a cloud is spoken to. */
export interface Cloud {
  /** Azure Resource Manager. */
  readonly resourceManager: string;
  /** What a token for it is asked for. */
  readonly resourceManagerScope: string;
  /** The query API of Log Analytics. */
  readonly logAnalytics: string;
  readonly logAnalyticsScope: string;
  /** What follows `<account>.blob.` */
  readonly storageSuffix: string;
}

/**
 * By the names that `az cloud list` has for them.
 *
 * @see https://learn.microsoft.com/azure/azure-government/compare-azure-government-global-azure
 * @see https://learn.microsoft.com/azure/china/resources-developer-guide
 */
export const clouds = {
  AzureCloud: cloud('https://management.azure.com', 'https://api.loganalytics.io', 'core.windows.net'),
  AzureUSGovernment: cloud(
    'https://management.usgovcloudapi.net',
    'https://api.loganalytics.us',
    'core.usgovcloudapi.net',
  ),
  AzureChinaCloud: cloud(
    'https://management.chinacloudapi.cn',
    'https://api.loganalytics.azure.cn',
    'core.chinacloudapi.cn',
  ),
} as const satisfies Readonly<Record<string, Cloud>>;

export type CloudName = keyof typeof clouds;

function cloud(resourceManager: string, logAnalytics: string, storageSuffix: string): Cloud {
  return {
    resourceManager,
    resourceManagerScope: `${resourceManager}/.default`,
    logAnalytics,
    logAnalyticsScope: `${logAnalytics}/.default`,
    storageSuffix,
  };
}
